using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using FedScaler.Api.CronHpas;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.CronHpas;

/// <summary>
/// How punctual schedules are, and what is in force. The gauges have one series for each CronHPA, for an alarm must name it;
/// what is counted has none.
/// </summary>
internal sealed class CronMetrics
{
    private readonly Histogram<double> _lateness;
    private readonly Counter<long> _transitions;

    public CronMetrics(Meter meter, ConcurrentDictionary<ObjectKey, CronHpaMemory> memories)
    {
        _lateness = meter.CreateHistogram("fedscaler.cron.transition.lateness", "s", "From when a rule was due to begin or end until its target had taken it in.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600] });
        _transitions = meter.CreateCounter<long>("fedscaler.cron.transitions", null, "Rules that began or ended, by what came of it.");
        meter.CreateObservableGauge("fedscaler.cron.active_windows", () => Observe(memories, static memory => memory.Active.Length), null, "Rules of a CronHPA in force.");
        meter.CreateObservableGauge(
            "fedscaler.cron.next_transition.timestamp", () => Observe(memories, static memory => memory.Next?.ToUnixTimeSeconds()), "s",
            "When a rule of a CronHPA begins or ends next, in seconds since 1970.");
        foreach (var result in (string[])[ScheduleResults.Applied, ScheduleResults.Clamped, ScheduleResults.Overridden, ScheduleResults.TargetMissing, ScheduleResults.Paused, ScheduleResults.Held, ScheduleResults.Missed])
            Count(result, 0);
    }

    /// <param name="late">From its due time to its target; null where that is nobody's fault.</param>
    public void Settled(ScheduleHistoryEntry entry, TimeSpan? late)
    {
        Count(entry.Result, 1);
        if (late is { } time) _lateness.Record(Math.Max(0, time.TotalSeconds), new KeyValuePair<string, object?>("edge", entry.Edge.ToString()));
    }

    private void Count(string result, int count) => _transitions.Add(count, new KeyValuePair<string, object?>("result", result));

    private static IEnumerable<Measurement<long>> Observe(ConcurrentDictionary<ObjectKey, CronHpaMemory> memories, Func<CronHpaMemory, long?> value)
    {
        foreach (var (key, memory) in memories)
            if (value(memory) is { } number) yield return new Measurement<long>(number, new("namespace", key.Namespace), new("name", key.Name));
    }
}
