using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using FedScaler.Core.Scheduling;

namespace FedScaler.Benchmarks.Scheduling;

/// <summary>What the clock says of every target, in the minute in which all of their rules are due.</summary>
public class ScheduleBenchmarks
{
    private static readonly DateTimeOffset Before = DueRules.Due.AddSeconds(-20);
    private static readonly DateTimeOffset After = DueRules.Due.AddSeconds(20);

    private readonly ImmutableArray<Schedule>[] _targets = DueRules.OfAll();

    /// <summary>The least that any scheduler must do: ask each rule once when it starts next.</summary>
    [Benchmark(Baseline = true)]
    public int NextStarts()
    {
        var due = 0;
        foreach (var rule in _targets.SelectMany(static schedules => schedules).SelectMany(static schedule => schedule.Rules))
            if (rule.Starts.GetNextOccurrence(Before, rule.Zone) is not null) due++;
        return due;
    }

    [Benchmark]
    public int At()
    {
        var active = 0;
        foreach (var schedules in _targets) active += Schedules.At(schedules, After).Active.Length;
        return active;
    }
}
