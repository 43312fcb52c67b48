using System.Collections.Immutable;
using System.Globalization;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.Tests.Support;

/// <summary>Two idle members that answer at once from memory, and tell in which order their shares were written.</summary>
internal sealed class StubbedFleet : IFleet
{
    private readonly Dictionary<string, MemberView.Present> _views = [];

    public StubbedFleet(DateTimeOffset now, int runs = 3)
    {
        Members = [.. ((string[])["a", "b"]).Select(name => new FleetMember(name) { Live = true, ClusterUid = name, LastContact = now })];
        foreach (var member in Members) _views[member.Name] = new MemberView.Present { Workload = new WorkloadView("w", "1", runs, runs, 0, "app=web"), Fit = 200, Free = 200 };
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

    /// <summary>Why the federation says that no target is ours; null where it does not.</summary>
    public FleetConflict? Conflict { get; set; }

    /// <summary>Every share that was written, in order.</summary>
    public List<(string Member, Share Share)> Writes { get; } = [];

    /// <summary>Called before each write, with the member's name.</summary>
    public Action<string>? OnWrite { get; set; }

    /// <summary>Thrown by writes to these members.</summary>
    public Dictionary<string, Exception> Refusals { get; } = [];

    public int Min => Shares.Sum(static share => share.Min);

    public int Max => Shares.Sum(static share => share.Max);

    private IEnumerable<Share> Shares => _views.Values.SelectMany(static view => view.Hpas).Select(static hpa => new Share(hpa.MinReplicas, hpa.MaxReplicas));

    /// <summary>What a member runs, all of it ready.</summary>
    public void Run(string member, int replicas)
    {
        var view = _views[member];
        _views[member] = view with
        {
            Workload = view.Workload with { Replicas = replicas, Ready = replicas },
            Hpas = [.. view.Hpas.Select(hpa => hpa with { Observation = Calm(hpa.MaxReplicas, replicas) })],
        };
    }

    /// <summary>A member runs all that its share allows, and needs twice that.</summary>
    public void Saturate(string member)
    {
        var max = MaxOf(member);
        Run(member, max);
        Change(member, hpa => hpa with { Observation = Calm(max, max) with { LimitedByMax = true, Metrics = [new(120, 60)] } });
    }

    public int MaxOf(string member) => HpaOf(member).MaxReplicas;

    /// <summary>A member's count cannot be set.</summary>
    public void Fix(string member, string why) => _views[member] = _views[member] with { WhyFixed = why };

    public HpaView? FindHpa(string member) => _views[member].Hpas.SingleOrDefault();

    public HpaView HpaOf(string member) => _views[member].Hpas.Single();

    /// <summary>A ScaleIn holds the member's HPA.</summary>
    public void Hold(string member, string uid, int min) => Change(member, hpa => hpa with { MinReplicas = min, SpecHash = "disabled", HeldBy = uid });

    /// <summary>The ScaleIn gives the HPA back as it was.</summary>
    public void Release(string member, int min) => Change(member, hpa => hpa with { MinReplicas = min, SpecHash = hpa.DocumentHash!, HeldBy = null });

    public FleetConflict? ConflictOf(TargetRef target) => Conflict;

    private void Change(string member, Func<HpaView, HpaView> change) => _views[member] = _views[member] with { Hpas = [change(HpaOf(member))] };

    public IDisposable Track(TargetRef target) => new MemoryStream();

    /// <summary>Members of which our own last write has not come back.</summary>
    public HashSet<string> Pending { get; } = [];

    /// <summary>Members into which the federation is about to put the target.</summary>
    public HashSet<string> Coming { get; } = [];

    public MemberView Look(string member, TargetRef target) =>
        Pending.Contains(member) ? new MemberView.Unknown("our own last write has not come back yet", Pending: true)
        : Coming.Contains(member) ? new MemberView.Missing("not put there yet") { IsPlaceable = true, Fit = 200 }
        : _views[member];

    public Task<HpaView> ApplyHpaAsync(string member, HpaDocument document, CancellationToken cancellationToken)
    {
        OnWrite?.Invoke(member);
        if (Refusals.TryGetValue(member, out var refusal)) return Task.FromException<HpaView>(refusal);
        lock (Writes) Writes.Add((member, document.Share));
        var view = _views[member];
        var (min, max) = document.Share;
        var version = Writes.Count.ToString(CultureInfo.InvariantCulture);
        var hpa = new HpaView(
            document.Name, member, version, min, max, document.Owner, document.DocumentHash, document.DocumentHash, null, null, Calm(max, view.Workload.Replicas));
        _views[member] = view with { Hpas = [hpa] };
        return Task.FromResult(hpa);
    }

    public Task DeleteHpaAsync(string member, TargetRef target, HpaView hpa, CancellationToken cancellationToken)
    {
        OnWrite?.Invoke(member);
        _views[member] = _views[member] with { Hpas = [] };
        return Task.CompletedTask;
    }

    public Task RestoreHpaAsync(string member, TargetRef target, string name, string spec, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ScaleAsync(string member, TargetRef target, int replicas, string resourceVersion, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static HpaObservation Calm(int max, int runs) => new() { MaxReplicas = max, CurrentReplicas = runs, DesiredReplicas = runs, Metrics = [new(60, 60)] };
}
