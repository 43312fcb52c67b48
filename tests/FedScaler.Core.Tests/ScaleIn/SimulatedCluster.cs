using System.Collections.Immutable;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Core.Tests.ScaleIn;

/// <summary>
/// A workload, its controller and its HPA in one cluster, second by second. The controller sees pods as they were some seconds ago;
/// so does the HPA its own spec. It keeps count of what it did to whom after the count was lowered.
/// </summary>
internal sealed class SimulatedCluster
{
    public const string Template = "in";

    private readonly World _world;
    private readonly Random _chance;
    private readonly List<ImmutableArray<PodObservation>> _history = [];
    private readonly HashSet<string> _outdated = new(StringComparer.Ordinal);
    private ReplicaSetObservation _set = new("rs", 0, 0);
    private int _tick;
    private int _actsFrom;
    private int _version;
    private int _born;
    private (int Pods, int Ready, string Uids) _counts;

    public SimulatedCluster(string name, World world, Random chance)
    {
        Name = name;
        _world = world;
        _chance = chance;
        Replicas = world.Replicas;
        Hpa = world.HasAutoscaler ? new SimulatedAutoscaler(1, chance.Next(2) == 0 ? null : "{}", chance.Next(4)) : null;
        for (var i = 0; i < world.Replicas; i++) Pods.Add(Born(i) with { IsReady = true, Created = world.Start.AddHours(-1), ReadySince = world.Start.AddMinutes(-i) });
        if (world.HasFailedPod && !IsOrdinal) Pods.Add(Born(99) with { Phase = PodPhase.Failed, IsReady = false });
        // Everything had settled long before.
        for (var i = 0; i <= world.Lag; i++) _history.Add([.. Pods]);
        Tick();
    }

    public string Name { get; }

    public List<PodObservation> Pods { get; } = [];

    public SimulatedAutoscaler? Hpa { get; }

    public int Replicas { get; private set; }

    public string? Annotation { get; private set; }

    public int Start { get; private set; }

    public ImmutableArray<int> Reserved { get; private set; } = [];

    public ImmutableArray<string> ToDelete { get; private set; } = [];

    public ISet<string> NamedUids { get; } = new HashSet<string>(StringComparer.Ordinal);

    public int Commits { get; private set; }

    /// <summary>By how much the commits lowered the count.</summary>
    public int CommittedBy { get; private set; }

    /// <summary>Pods that were not named and that the controller chose for the lowered count.</summary>
    public int Strangers { get; private set; }

    public int CreatedAfterCommit { get; private set; }

    /// <summary>Pods that the world killed after the commit, and named ones among them.</summary>
    public int Mishaps { get; private set; }

    public int NamedMishaps { get; private set; }

    public bool IsReachable => !(_tick >= _world.SilentFrom && _tick < _world.SilentUntil && Name == _world.Silent);

    public bool IsRolling => _outdated.Count > 0;

    private bool IsOrdinal => _world.Kind is TargetKind.StatefulSet or TargetKind.KruiseStatefulSet;

    private DateTimeOffset Now => _world.Start.AddSeconds(_tick);

    public void Tick()
    {
        _tick++;
        GrowReady();
        FailNode();
        Roll();
        if (Hpa?.Wish(_tick, Replicas, _world.Replicas, _chance) is { } wish && wish != Replicas && _tick < _world.Deadline) Set(wish);
        Control();
        WriteStatus();
        _history.Add([.. Pods]);
    }

    public ClusterObservation Observe() => !IsReachable ? ClusterObservation.Unreachable(Name)
        : new ClusterObservation(Name, new WorkloadObservation($"{_version}", Replicas)
        {
            Generation = 1,
            ObservedGeneration = 1,
            StatusReplicas = IsOrdinal ? Pods.Count : _set.Replicas,
            UpdatedReplicas = (IsOrdinal ? Pods.Count : _set.Replicas) - (IsRolling ? 1 : 0),
            ActiveReplicaSets = IsRolling ? [_set, _set] : [_set],
            CommitAnnotation = Annotation,
            FreeLabel = _world.HasFreeLabel ? new BarrierLabel("barrier", Template) : null,
            OrdinalsStart = Start,
            ReserveOrdinals = Reserved,
            PodsToDelete = ToDelete,
        }, [.. Pods])
        { Autoscaler = Hpa?.Observe() };

    /// <summary>Takes a write as an API server does: refused where what it is guarded by has changed.</summary>
    public void Apply(RemovalStep step)
    {
        if (!IsReachable) return;
        switch (step)
        {
            case RemovalStep.Commit commit when commit.ResourceVersion == $"{_version}":
                Commits++;
                CommittedBy += Replicas - commit.Replicas;
                Annotation = commit.Token;
                ToDelete = commit.PodsToDelete ?? ToDelete;
                Reserved = commit.ReserveOrdinals ?? Reserved;
                Start = commit.OrdinalsStart ?? Start;
                Set(commit.Replicas);
                break;
            case RemovalStep.SetToken token when token.ResourceVersion == $"{_version}":
                Annotation = token.Token;
                _version++;
                break;
            case RemovalStep.MarkPod mark:
                Change(mark.Uid, pod => pod with { CostAnnotation = mark.Cost, BarrierValue = mark.Label?.Value ?? pod.BarrierValue });
                break;
            case RemovalStep.DeletePod delete:
                Pods.RemoveAll(pod => pod.Uid == delete.Uid);
                break;
            case RemovalStep.EvictPod evict:
                Pods.RemoveAll(pod => pod.Uid == evict.Uid);
                break;
            case RemovalStep.HoldAutoscaler or RemovalStep.ReleaseAutoscaler:
                Hpa!.Apply(step, _tick);
                break;
        }
    }

    // Whatever the controller counts anew changes the workload's resourceVersion, too.
    private void WriteStatus()
    {
        var counts = (Pods.Count, Pods.Count(static pod => pod.IsReady), string.Join(' ', IsOrdinal ? Pods.Select(static pod => pod.Uid) : []));
        if (counts != _counts) _version++;
        _counts = counts;
    }

    private void Set(int replicas)
    {
        Replicas = replicas;
        _version++;
    }

    private void Change(string uid, Func<PodObservation, PodObservation> change)
    {
        var i = Pods.FindIndex(pod => pod.Uid == uid);
        if (i >= 0) Pods[i] = change(Pods[i]);
    }

    private PodObservation Born(int ordinal)
    {
        var uid = $"{Name}-{_born++}";
        return new(IsOrdinal ? $"web-{ordinal}" : $"web-{uid}", uid)
        {
            IsReady = false,
            Node = $"n{_chance.Next(3)}-{(_tick > _world.NodeFailsAt ? "new" : "old")}",
            Created = Now,
            BarrierValue = Template,
        };
    }

    private void GrowReady()
    {
        foreach (var pod in Pods.Where(pod => pod is { IsReady: false, Phase: PodPhase.Running } && pod.Created < Now.AddSeconds(-2) && !IsDead(pod)).ToList())
            Change(pod.Uid, one => one with { IsReady = true, ReadySince = Now });
    }

    private bool IsDead(PodObservation pod) => _tick >= _world.NodeFailsAt && pod.Node == "n0-old" && Name == _world.Failing;

    private void FailNode()
    {
        foreach (var pod in Pods.Where(IsDead).ToList())
        {
            if (_tick >= _world.NodeFailsAt + 8) Kill(pod);
            else Change(pod.Uid, static one => one with { IsReady = false, ReadySince = null });
        }
    }

    private void Roll()
    {
        if (_tick == _world.RollsAt)
        {
            _outdated.UnionWith(Pods.Select(static pod => pod.Uid));
            _version++;
        }

        _outdated.IntersectWith(Pods.Select(static pod => pod.Uid));
        if (_outdated.Count > 0 && Pods.Find(pod => _outdated.Contains(pod.Uid)) is { } next) Kill(next);
    }

    private void Kill(PodObservation pod)
    {
        Pods.Remove(pod);
        if (Commits == 0) return;
        Mishaps++;
        if (NamedUids.Contains(pod.Uid)) NamedMishaps++;
    }

    private void Control()
    {
        if (IsOrdinal)
        {
            ControlOrdinals();
            return;
        }

        var cached = _history[^(1 + _world.Lag)];
        PodObservation[] active = [.. cached.Where(static pod => pod.Phase != PodPhase.Failed)];
        _set = new("rs", active.Length, active.Count(static pod => pod.BarrierValue == Template));
        // As with expectations: it does not act again before it has seen what it did.
        if (_tick < _actsFrom || active.Length == Replicas) return;
        _actsFrom = _tick + 1 + _world.Lag;
        for (var i = active.Length; i < Replicas; i++) Create(0);
        foreach (var victim in Victims(active).Take(active.Length - Replicas)) Remove(victim);
    }

    private IEnumerable<PodObservation> Victims(PodObservation[] active)
    {
        var ranked = VictimOrder.Rank(active, active, Now);
        return _world.Kind == TargetKind.CloneSet ? ranked.OrderByDescending(pod => ToDelete.Contains(pod.Name)) : ranked;
    }

    private void ControlOrdinals()
    {
        var wanted = Enumerable.Range(Start, 1000).Where(ordinal => !Reserved.Contains(ordinal)).Take(Replicas).ToHashSet();
        foreach (var pod in Pods.Where(pod => !wanted.Contains(Ordinal(pod))).ToList()) Remove(pod);
        foreach (var ordinal in wanted.Except(Pods.Select(Ordinal)).ToList()) Create(ordinal);
    }

    private static int Ordinal(PodObservation pod) => int.Parse(pod.Name.Split('-')[^1]);

    private void Create(int ordinal)
    {
        if (Commits > 0) CreatedAfterCommit++;
        Pods.Add(Born(ordinal));
    }

    private void Remove(PodObservation pod)
    {
        if (Commits > 0 && Pods.Exists(one => one.Uid == pod.Uid) && !NamedUids.Contains(pod.Uid)) Strangers++;
        Pods.RemoveAll(one => one.Uid == pod.Uid);
    }
}
