using BenchmarkDotNet.Attributes;
using FedScaler.Core.Splitting;

namespace FedScaler.Benchmarks.Splitting;

/// <summary>One application's bounds, shared out over 100 members from nothing.</summary>
public class SplitBenchmarks
{
    private readonly MemberSnapshot[] _members = Fleets.Unshared();
    private readonly Share[] _shares = new Share[Fleets.Members];
    private SplitPolicy _policy = Fleets.Policy(SplitStrategy.FreeCapacity);

    [Params(SplitStrategy.FreeCapacity, SplitStrategy.Weighted, SplitStrategy.Priority)]
    public SplitStrategy Strategy { get; set; }

    [GlobalSetup]
    public void Prepare() => _policy = Fleets.Policy(Strategy);

    [Benchmark(Baseline = true)]
    public Share Loop()
    {
        PlainLoop.Share(_policy, _members, _shares);
        return _shares[0];
    }

    [Benchmark]
    public long Split() => FleetSplit.Share(_policy, _members, _shares);
}
