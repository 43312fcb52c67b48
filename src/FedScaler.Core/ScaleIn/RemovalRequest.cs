using System.Collections.Immutable;

namespace FedScaler.Core.ScaleIn;

/// <summary>What was asked for; never changes.</summary>
/// <param name="Id">uid of the ScaleIn: whatever is written for it carries this.</param>
/// <param name="Workload">Name of the workload, for messages.</param>
/// <param name="Pods">As in spec.pods, in their order.</param>
/// <param name="Deadline">When what is not committed is undone, and what is not done is given up.</param>
public sealed record RemovalRequest(string Id, TargetKind Kind, string Workload, ImmutableArray<NamedPod> Pods, DateTimeOffset Deadline)
{
    public RemovalMode Mode { get; init; }

    public RemovalGuarantee Guarantee { get; init; }

    /// <summary>Only say what would happen.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether the user agreed that volumes go with their pods (CloneSets delete claims of their volumeClaimTemplates).</summary>
    public bool AllowsVolumeDeletion { get; init; }

    /// <summary>When the ScaleIn was deleted: what can be undone is undone at once, the rest is finished without holding on. Null while it is not.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    internal bool Withdrawn => WithdrawnAt is not null;

    /// <summary>When what is not done is given up: a ScaleIn that is being deleted does not wait for a far deadline.</summary>
    internal DateTimeOffset GiveUpAt => WithdrawnAt + Removal.RestoreGrace is { } at && at < Deadline ? at : Deadline;

    /// <summary>When clusters that do not answer are no longer waited for.</summary>
    internal DateTimeOffset RestoreBy => (WithdrawnAt is { } at && at < Deadline ? at : Deadline) + Removal.RestoreGrace;

    internal bool IsExact => Guarantee == RemovalGuarantee.Exact;
}
