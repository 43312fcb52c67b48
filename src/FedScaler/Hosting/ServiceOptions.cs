using FedScaler.Controllers.Fleet;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Runtime.Health;
using FedScaler.Runtime.Leadership;

namespace FedScaler.Hosting;

/// <summary>How the service runs.</summary>
public sealed record ServiceOptions
{
    /// <summary>The namespace of the service: the only one in which Secrets are read.</summary>
    public string Namespace { get; init; } = "fedscaler-system";

    /// <summary>How the application runs in many clusters.</summary>
    public FederationKind Federation { get; init; }

    /// <summary>How the hub is connected to. Karmada's members are reached through it: required there, and of no use elsewhere.</summary>
    public ClusterConnection? HubConnection { get; init; }

    /// <summary>The ConfigMap in that namespace whose key <c>paused</c> is the service's brake.</summary>
    public string BrakeConfigMap { get; init; } = "fedscaler";

    /// <summary>The service's brake is on from the start, whatever the ConfigMap says.</summary>
    public bool Paused { get; init; }

    /// <summary>Members on loopback addresses, and plain http there, are accepted: for sandboxes and tests.</summary>
    public bool AllowLoopbackMembers { get; init; }

    /// <summary>FedHPAs, bindings, and CronHPAs, worked on at the same time.</summary>
    public int Workers { get; init; } = 4;

    /// <summary>
    /// How long changes of a FedHPA are gathered before it is looked at (somewhat longer for bindings and CronHPAs); zero: not at all. With a stepped clock it
    /// makes a look begin when all that happens at one instant is known, and so the same in every run.
    /// </summary>
    public TimeSpan Gather { get; init; }

    /// <summary>How many shares (a FedHPA's in a member) have series of their own in the metrics; each has nine.</summary>
    public int MaxMemberSeries { get; init; } = 2_000;

    /// <summary>Seeds jitter; null for a seed of its own. Runs that are to be repeatable give one.</summary>
    public int? Seed { get; init; }

    /// <summary>How one of several instances comes to lead; null for one that runs alone and leads at once.</summary>
    public ElectionOptions? Election { get; init; }

    /// <summary>What every client is wrapped in, between the fence and the wire; null for nothing. For tests that stop an instance there.</summary>
    public Func<IKubeClient, IKubeClient>? Wire { get; init; }

    /// <summary>Where its checks are listed, beside the host's own; null for a list of its own.</summary>
    public HealthState? Health { get; init; }

    /// <summary>How members are watched; null for the defaults.</summary>
    public FleetOptions? Fleet { get; init; }
}
