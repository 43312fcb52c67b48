namespace FedScaler.Sandbox.Simulation.Load;

/// <summary>
/// A global load balancer in front of one workload in all members: every ready pod in rotation gets the same part of the demand,
/// up to its capacity; the rest goes unserved. Nothing is kept up to date: load is worked out when somebody asks.
/// </summary>
/// <param name="demand">Requests per second over the whole fleet at an instant; negative counts as 0.</param>
public sealed class LoadGenerator(WorkloadRef workload, PodLoadProfile profile, Func<DateTimeOffset, double> demand, TimeProvider time)
{
    private readonly List<Backend> _backends = [];

    /// <summary>Puts a member behind the load balancer; its HPA sees the load from then on.</summary>
    public void Add(MemberSimulation member)
    {
        ArgumentNullException.ThrowIfNull(member);
        _backends.Add(new(member));
        member.Metrics.Add(this);
    }

    /// <summary>Takes a member out of rotation (its pods get no requests) or puts it back.</summary>
    /// <exception cref="ArgumentException">No such member was added.</exception>
    public void SetInRotation(string member, bool inRotation)
    {
        var backend = _backends.Find(one => one.Member.Name == member) ?? throw new ArgumentException($"no member \"{member}\"", nameof(member));
        backend.InRotation = inRotation;
    }

    /// <summary>Who serves what now, as of the members' last Settle.</summary>
    public LoadSample Sample()
    {
        var now = time.GetUtcNow();
        var wanted = DemandAt(now);
        var rate = RatePerPod(wanted);
        var members = _backends.ConvertAll(one =>
            new MemberLoad(one.Member.Name, one.InRotation, one.Ready(workload), rate * one.Serving(workload)));
        return new(now, wanted, Math.Min(wanted, rate * TotalServing()), members);
    }

    internal long MilliCpu(WorkloadRef of, SimulatedMetrics member) =>
        of == workload ? profile.IdleMilliCpu + (long)(RateIn(member) * profile.MilliCpuPerRequest) : 0;

    internal long? MilliRequests(WorkloadRef of, string metric, SimulatedMetrics member) =>
        of == workload && metric == profile.RequestsMetric ? (long)(RateIn(member) * 1000) : null;

    private double RateIn(SimulatedMetrics member) =>
        _backends.Exists(one => one.InRotation && one.Member.Metrics == member) ? RatePerPod(DemandAt(time.GetUtcNow())) : 0;

    private double DemandAt(DateTimeOffset now) => Math.Max(0, demand(now));

    private double RatePerPod(double wanted) => TotalServing() is > 0 and var pods ? Math.Min(wanted / pods, profile.Capacity) : 0;

    private int TotalServing() => _backends.Sum(one => one.Serving(workload));

    private sealed class Backend(MemberSimulation member)
    {
        public MemberSimulation Member => member;

        public bool InRotation { get; set; } = true;

        public int Ready(WorkloadRef workload) => member.ReadyPods(workload);

        public int Serving(WorkloadRef workload) => InRotation ? Ready(workload) : 0;
    }
}
