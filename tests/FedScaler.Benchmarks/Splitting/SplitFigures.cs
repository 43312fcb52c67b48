using FedScaler.Benchmarks.Reporting;
using FedScaler.Benchmarks.Running;
using FedScaler.Core.Splitting;

namespace FedScaler.Benchmarks.Splitting;

/// <summary>The split and the decision, as lines of the report.</summary>
internal static class SplitFigures
{
    public static IEnumerable<Figure> Measure()
    {
        var split = BenchmarkRun.Of<SplitBenchmarks>();
        foreach (var strategy in Enum.GetValues<SplitStrategy>())
        {
            var loop = split[nameof(SplitBenchmarks.Loop), $"Strategy={strategy}"];
            var timing = split[nameof(SplitBenchmarks.Split), $"Strategy={strategy}"];
            yield return new Figure(
                $"Split of one FedHPA over {Fleets.Members} members, {strategy}", $"{Units.Time(timing.Nanoseconds)}, {Units.Bytes(timing.Bytes)}",
                "≤ 20 µs, 0 B beyond the result", Beside(timing, loop),
                "a contest by divisors on each rung: what runs, spread, floors, demand, fit, ceilings");
        }

        var decide = BenchmarkRun.Of<DecideBenchmarks>();
        var plain = decide[nameof(DecideBenchmarks.Loop)];
        yield return Decision("nothing changes", decide[nameof(DecideBenchmarks.WithoutChange)], plain, "the ideal is worked out each time, to see drift; the bytes are the outcomes themselves, 32 B a member");
        yield return Decision("room moves", decide[nameof(DecideBenchmarks.WithChange)], plain, "reasons in words and the new memory of what moved");
    }

    private static Figure Decision(string what, Timing timing, Timing plain, string bound) => new(
        $"Decision over {Fleets.Members} members, {what}", $"{Units.Time(timing.Nanoseconds)}, {Units.Bytes(timing.Bytes)}", null, Beside(timing, plain), bound);

    private static string Beside(Timing timing, Timing loop) =>
        $"{Units.Ratio(timing.Nanoseconds / loop.Nanoseconds)} a plain proportional loop ({Units.Time(loop.Nanoseconds)})";
}
