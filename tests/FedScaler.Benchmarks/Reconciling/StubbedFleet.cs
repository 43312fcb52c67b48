using System.Collections.Immutable;
using System.Globalization;
using FedScaler.Benchmarks.Splitting;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.Splitting;

namespace FedScaler.Benchmarks.Reconciling;

/// <summary>Members that answer at once from memory, each with its own view of each target, and count what is written to them.</summary>
internal sealed class StubbedFleet : IFleet
{
    private const int Runs = 3;

    private readonly Dictionary<TargetRef, MemberView.Present[]> _views = [];
    private readonly Dictionary<string, int> _places = [];
    private int _writes;

    public StubbedFleet()
        : this(Fleets.Members, Fleets.Now)
    {
    }

    /// <param name="members">How many of the fleet's members there are.</param>
    /// <param name="now">When each was heard of last.</param>
    public StubbedFleet(int members, DateTimeOffset now)
    {
        Members = [.. Fleets.Unshared().Take(members).Select(member => new FleetMember(member.Name) { Live = true, ClusterUid = member.Name, LastContact = now })];
        foreach (var (place, member) in Members.Index()) _places[member.Name] = place;
    }

    /// <summary>Nothing here changes by itself.</summary>
    public event Action<FleetChange>? Changed
    {
        add { }
        remove { }
    }

    public FleetWords Words { get; } = new("MemberCluster", "create");

    public ImmutableArray<FleetMember> Members { get; }

    public bool Synced => true;

    public int Writes => Volatile.Read(ref _writes);

    public ReadOnlySpan<MemberView.Present> Views(TargetRef target) => _views[target];

    public void Add(TargetRef target) => _views[target] = [.. Enumerable.Range(0, Members.Length).Select(static place => Idle(place))];

    /// <summary>The member's HPA stands at its maximum, and its metric at twice its target.</summary>
    public void Saturate(TargetRef target, int place)
    {
        var view = _views[target][place];
        var max = view.Hpas[0].MaxReplicas;
        var observation = new HpaObservation { MaxReplicas = max, CurrentReplicas = max, DesiredReplicas = max, LimitedByMax = true, Metrics = [new(120, 60)] };
        _views[target][place] = view with
        {
            Workload = view.Workload with { Replicas = max, Ready = max },
            Hpas = [view.Hpas[0] with { Observation = observation }],
        };
    }

    /// <summary>The member's load has gone again.</summary>
    public void Relax(TargetRef target, int place)
    {
        var view = _views[target][place];
        var hpa = view.Hpas[0];
        _views[target][place] = Idle(place) with { Hpas = [hpa with { Observation = Calm(hpa.MaxReplicas) }] };
    }

    public IDisposable Track(TargetRef target) => Tracking.Instance;

    public MemberView Look(string member, TargetRef target) => _views[target][_places[member]];

    public Task<HpaView> ApplyHpaAsync(string member, HpaDocument document, CancellationToken cancellationToken)
    {
        var version = Interlocked.Increment(ref _writes).ToString(CultureInfo.InvariantCulture);
        var views = _views[document.Target];
        var place = _places[member];
        var (min, max) = document.Share;
        var hpa = new HpaView(
            document.Name, $"{document.Name}-{member}", version, min, max, document.Owner, document.DocumentHash, document.DocumentHash, null, null, Calm(max));
        views[place] = views[place] with { Hpas = [hpa] };
        return Task.FromResult(hpa);
    }

    public Task DeleteHpaAsync(string member, TargetRef target, HpaView hpa, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RestoreHpaAsync(string member, TargetRef target, string name, string spec, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ScaleAsync(string member, TargetRef target, int replicas, string resourceVersion, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static MemberView.Present Idle(int place) => new()
    {
        Workload = new WorkloadView($"workload-{place}", "1", Runs, Runs, 0, "app=web"),
        Fit = 40 + (place % 20),
        Free = 37 + (place % 20),
    };

    private static HpaObservation Calm(int max) => new() { MaxReplicas = max, CurrentReplicas = Runs, DesiredReplicas = Runs, Metrics = [new(60, 60)] };

    private sealed class Tracking : IDisposable
    {
        public static readonly Tracking Instance = new();

        public void Dispose()
        {
        }
    }
}
