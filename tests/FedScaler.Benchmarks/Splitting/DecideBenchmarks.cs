using BenchmarkDotNet.Attributes;
using FedScaler.Core.Splitting;

namespace FedScaler.Benchmarks.Splitting;

/// <summary>A whole decision over 100 members: shares, reasons, conditions and memory.</summary>
public class DecideBenchmarks
{
    private readonly Share[] _shares = new Share[Fleets.Members];
    private readonly FleetSnapshot _quiet;
    private readonly FleetSnapshot _demanding;
    private readonly FleetMemory _memory;

    public DecideBenchmarks()
    {
        (_quiet, _memory) = Fleets.Settled(SplitStrategy.FreeCapacity);
        _demanding = Fleets.WithDemand(_quiet);
        if (Changes(_quiet)) throw new InvalidOperationException("the quiet fleet is not quiet");
        if (!Changes(_demanding)) throw new InvalidOperationException("the demand moves nothing");
    }

    [Benchmark(Baseline = true)]
    public Share Loop()
    {
        PlainLoop.Share(_quiet.Policy, _quiet.Members.AsSpan(), _shares);
        return _shares[0];
    }

    [Benchmark]
    public FleetDecision WithoutChange() => FleetSplitter.Decide(_quiet, _memory);

    [Benchmark]
    public FleetDecision WithChange() => FleetSplitter.Decide(_demanding, _memory);

    private bool Changes(FleetSnapshot snapshot) =>
        FleetSplitter.Decide(snapshot, _memory).Members.Zip(snapshot.Members).Any(static pair => pair.First.Share != pair.Second.Share);
}
