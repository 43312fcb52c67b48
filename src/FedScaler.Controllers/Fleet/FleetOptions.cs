namespace FedScaler.Controllers.Fleet;

/// <summary>How a fleet is watched. The defaults are right but for tests.</summary>
public sealed record FleetOptions
{
    /// <summary>The controller's own namespace: the only one in which Secrets are read.</summary>
    public required string Namespace { get; init; }

    /// <summary>Only looks: no MemberCluster's status is written, and writes to members are refused.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>How long changes of a member are gathered before it is looked at; zero: not at all.</summary>
    public TimeSpan Gather { get; init; }

    /// <summary>How often a member is asked whether it is there. With <see cref="ProbeDeadline"/>: silent within 10 s.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long it has to answer.</summary>
    public TimeSpan ProbeDeadline { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>When a probe is tried again that was refused or answered badly; the second such in a row makes a member silent.</summary>
    public TimeSpan ProbeRetry { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Good probes in a row before a member that was silent is believed again.</summary>
    public int ProbesToReturn { get; init; } = 3;

    /// <summary>
    /// How long a watch may give nothing before it is opened anew, from where it came to: servers send a bookmark a minute
    /// (bookmarkFrequency of k8s.io/apiserver's storage/cacher), so a longer quiet may be a stream that hangs.
    /// </summary>
    public TimeSpan LongestQuiet { get; init; } = HubLongestQuiet;

    /// <summary>The same of the hub's watches.</summary>
    public static readonly TimeSpan HubLongestQuiet = TimeSpan.FromSeconds(90);

    /// <summary>For one write to a member or to the hub.</summary>
    public TimeSpan WriteDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a cache may lose its server before what it says is unknown.</summary>
    public TimeSpan CacheMaxAge { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The same for nodes and pods: older capacity moves nothing.</summary>
    public TimeSpan CapacityMaxAge { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long to wait for one of our own writes to come back through the watch.</summary>
    public TimeSpan OwnWriteMaxAge { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Changes of capacity are told at most this often for each workload.</summary>
    public TimeSpan CapacityChangeInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>status.capacity is written at most this often.</summary>
    public TimeSpan CapacityStatusInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>status.lastContactTime of a healthy member is written this often, when nothing else changes.</summary>
    public TimeSpan ContactStatusInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a new kubeconfig has to reach the member before it takes the old one's place all the same.</summary>
    public TimeSpan ReplacementPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a member is asked again for a kind that it does not serve.</summary>
    public TimeSpan DiscoveryRetry { get; init; } = TimeSpan.FromMinutes(1);
}
