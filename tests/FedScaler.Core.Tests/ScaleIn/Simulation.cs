using System.Collections.Immutable;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Core.Tests.ScaleIn;

/// <summary>Does what a removal decides in a simulated fleet: persists, writes, looks again, and is killed in between.</summary>
internal sealed class Simulation
{
    private readonly World _world;
    private readonly Random _chance;
    private readonly List<(int Due, RemovalStep Step)> _underWay = [];
    private readonly RemovalRequest _request;
    private string? _fleetHeldBy;

    public Simulation(World world)
    {
        _world = world;
        _chance = new(world.Seed);
        Clusters = [.. Enumerable.Range(0, world.Clusters).Select(i => new SimulatedCluster($"c{i}", world, _chance))];
        var named = Clusters.SelectMany(cluster => Chosen(cluster).Select(pod => (Cluster: cluster, Pod: pod))).ToList();
        foreach (var (cluster, pod) in named) cluster.NamedUids.Add(pod.Uid);
        _request = new(World.Id, world.Kind, "web", [.. named.Select(static one => new NamedPod(one.Cluster.Name, one.Pod.Name, one.Pod.Uid))], world.Start.AddSeconds(world.Deadline))
        {
            Mode = world.Mode,
            Guarantee = world.Guarantee,
        };
    }

    public ImmutableArray<SimulatedCluster> Clusters { get; }

    public RemovalProgress Progress { get; private set; } = RemovalProgress.New;

    public List<RemovalStep> Written { get; } = [];

    /// <summary>Second at which the phase was final; null before.</summary>
    public int? EndedAt { get; private set; }

    public int MaxReplicas { get; private set; } = 100;

    /// <summary>spec.replicas of the binding, where the user leads.</summary>
    public int Count { get; private set; } = 100;

    public bool IsFleetHeld => _fleetHeldBy is not null;

    public int Tick { get; private set; }

    /// <summary>Until nothing is left to do and everything has settled; every cluster answers in the end.</summary>
    public void Run()
    {
        for (var rest = 0; rest < 20 && Tick < 1000; rest += IsQuiet ? 1 : 0) Step();
    }

    private bool IsQuiet => Progress.IsOver && Tick > _world.LastEvent && !Clusters.Any(static cluster => cluster.IsRolling);

    public void Step()
    {
        Tick++;
        foreach (var cluster in Clusters) cluster.Tick();
        // Whoever shares the workload out reads the hold from what is persisted.
        _fleetHeldBy = Progress.HoldsFleet ? World.Id : null;
        foreach (var late in _underWay.Where(late => late.Due <= Tick).ToList())
        {
            _underWay.Remove(late);
            Apply(late.Step);
        }

        Round();
        if (Progress.IsEnded) EndedAt ??= Tick;
    }

    private void Round()
    {
        var decision = Removal.Next(_request with { WithdrawnAt = Tick >= _world.WithdrawnAt ? _world.Start.AddSeconds(_world.WithdrawnAt) : null }, Look(), Progress);
        if (IsKilled()) return;
        Progress = decision.Progress;
        foreach (var step in decision.Steps)
        {
            if (IsKilled())
            {
                // The request may have left before the process died.
                if (step is RemovalStep.Commit) _underWay.Add((Tick + _chance.Next(4), step));
                return;
            }

            Apply(step);
        }
    }

    private bool IsKilled() => _world.Crashes && Tick < _world.Deadline && _chance.Next(4) == 0;

    private RemovalObservation Look() => new(_world.Start.AddSeconds(Tick), [.. Clusters.Select(static cluster => cluster.Observe())])
    {
        Fleet = new(Clusters.Sum(static cluster => cluster.Replicas), _fleetHeldBy)
        {
            MaxReplicas = _world.UserLeads ? null : MaxReplicas,
            Replicas = _world.UserLeads ? Count : null,
            ResourceVersion = "1",
        },
    };

    private void Apply(RemovalStep step)
    {
        Written.Add(step);
        switch (step)
        {
            case RemovalStep.LowerMax lower: MaxReplicas = lower.MaxReplicas; break;
            case RemovalStep.LowerCount lower: Count = lower.Replicas; break;
            default: Clusters.First(cluster => cluster.Name == step.Where).Apply(step); break;
        }
    }

    private IEnumerable<PodObservation> Chosen(SimulatedCluster cluster)
    {
        var live = cluster.Pods.Where(static pod => pod.Phase == PodPhase.Running);
        var failed = cluster.Pods.Where(static pod => pod.Phase == PodPhase.Failed);
        return _world is { Kind: TargetKind.StatefulSet, Guarantee: RemovalGuarantee.Exact }
            ? live.Reverse().Take(_world.Named)
            : live.OrderBy(_ => _chance.Next()).Take(_world.Named).ToList().Concat(failed);
    }
}
