using FedScaler.Core.ScaleIn;

namespace FedScaler.Core.Tests.ScaleIn;

/// <summary>What one run is made of; times in seconds from the start, <see cref="Never"/> for what does not happen.</summary>
internal sealed record World(int Seed)
{
    public const string Id = "op";

    public const int Never = int.MaxValue / 2;

    public DateTimeOffset Start { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public TargetKind Kind { get; init; } = TargetKind.Deployment;

    public RemovalMode Mode { get; init; }

    public RemovalGuarantee Guarantee { get; init; }

    public int Clusters { get; init; } = 2;

    public int Replicas { get; init; } = 5;

    /// <summary>Named pods in each cluster.</summary>
    public int Named { get; init; } = 2;

    /// <summary>How long the workload's controller looks into the past.</summary>
    public int Lag { get; init; }

    public bool HasAutoscaler { get; init; }

    /// <summary>Whether a binding is divided over the clusters, rather than a FedHPA.</summary>
    public bool UserLeads { get; init; }

    public bool HasFreeLabel { get; init; } = true;

    public bool HasFailedPod { get; init; }

    /// <summary>Whether the process is killed between any two writes, and a commit may land later than that.</summary>
    public bool Crashes { get; init; }

    public int Deadline { get; init; } = 120;

    public string Silent { get; init; } = "c1";

    public int SilentFrom { get; init; } = Never;

    public int SilentUntil { get; init; } = Never;

    public string Failing { get; init; } = "c0";

    public int NodeFailsAt { get; init; } = Never;

    public int RollsAt { get; init; } = Never;

    public int WithdrawnAt { get; init; } = Never;

    /// <summary>When nothing more comes from outside: a node that fails takes its pods along 8 s later.</summary>
    public int LastEvent => new[] { SilentUntil, NodeFailsAt + 10, RollsAt }.Where(static time => time < Never).DefaultIfEmpty().Max();

    /// <summary>Nothing in the world itself kills pods.</summary>
    public bool IsCalm => NodeFailsAt == Never && RollsAt == Never;
}
