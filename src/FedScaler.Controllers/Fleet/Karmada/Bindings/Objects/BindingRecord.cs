using System.Collections.Immutable;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

/// <summary>What is kept of a ResourceBinding.</summary>
/// <param name="Target">spec.resource.</param>
internal sealed record BindingRecord(ObjectKey Key, string Uid, string ResourceVersion, long Generation, TargetRef Target)
{
    public bool IsDeleting { get; init; }

    public string SchedulerName { get; init; } = "";

    /// <summary>Kind and name of the policy that made it, for messages; null where none governs it any more.</summary>
    public string? Policy { get; init; }

    public int Replicas { get; init; }

    public ImmutableArray<ClusterReplicas> Clusters { get; init; } = [];

    public PlacementFields? Placement { get; init; }

    /// <summary>Clusters that Karmada is moving it out of, and why.</summary>
    public ImmutableDictionary<string, string> Evicting { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>spec.suspension.scheduling.</summary>
    public bool IsSchedulingSuspended { get; init; }

    /// <summary>Whereto nothing is dispatched, in words; null where nothing is held back.</summary>
    public string? DispatchingSuspended { get; init; }

    /// <summary>Our own status, as the annotation has it; null where there is none, or none that can be read.</summary>
    public ReplicaBindingStatus? Status { get; init; }

    public bool HasStatusMark { get; init; }

    /// <summary>Annotation <see cref="BindingMarks.Moved"/>.</summary>
    public MovedCount? Moved { get; init; }

    /// <summary>Karmada's own scheduler has scheduled it, and the descheduler may act on it.</summary>
    public bool HasAppliedPlacement { get; init; }

    public long SchedulerObservedGeneration { get; init; }

    /// <summary>status.conditions as JSON, each as it stands: a patch of a list is a patch of the whole of it.</summary>
    public ImmutableArray<string> Conditions { get; init; } = [];

    /// <summary>What Karmada says that clusters run, by cluster; stale for those that are not Ready.</summary>
    public ImmutableDictionary<string, ReportedReplicas> Reported { get; init; } = ImmutableDictionary<string, ReportedReplicas>.Empty;

    /// <summary>A policy governs it and names us as its scheduler.</summary>
    public bool IsOurs => SchedulerName == BindingMarks.Scheduler && Policy is not null;

    public ObjectIdentity Identity => new(Key, Uid, ResourceVersion);
}
