namespace FedScaler.Status;

/// <summary>One application over all its clusters, as it is shown.</summary>
internal sealed record ApplicationReport
{
    public required string Kind { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    /// <summary>Kind and name of the workload.</summary>
    public required string Target { get; init; }

    /// <summary>The service has seen the spec as it stands, and says Ready of it.</summary>
    public bool Ready { get; init; }

    /// <summary>Of the spec; absent for a ReplicaBinding.</summary>
    public BoundsReport? Bounds { get; init; }

    /// <summary>After schedules; absent before the service has looked.</summary>
    public BoundsReport? Effective { get; init; }

    /// <summary>Of a ReplicaBinding: the count that is divided.</summary>
    public int? Replicas { get; init; }

    public IReadOnlyList<string> ActiveSchedules { get; init; } = [];

    public int Current { get; init; }

    public int? Desired { get; init; }

    public int ReadyReplicas { get; init; }

    /// <summary>What there is to know of the whole, the worst first; empty when all is as it should be.</summary>
    public IReadOnlyList<NoteReport> Notes { get; init; } = [];

    public IReadOnlyList<ClusterReport> Clusters { get; init; } = [];

    /// <summary>Whether the hub's count agrees with what the members run, in words; absent where there is no binding in sight.</summary>
    public string? Binding { get; init; }

    /// <summary>ScaleIns that are not over, in words.</summary>
    public IReadOnlyList<string> ScaleIns { get; init; } = [];

    /// <summary>The next rule that starts or ends, in words.</summary>
    public string? NextTransition { get; init; }

    public bool IsBinding => Kind == "ReplicaBinding";
}
