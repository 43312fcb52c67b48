using System.Diagnostics.Metrics;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.FedHpas;

/// <summary>What the FedHPA controller decides and does. Nothing here has a series for each FedHPA: those are read from the cache.</summary>
internal sealed class FedHpaMetrics
{
    private const string Reason = "reason";

    private static readonly string[] Results = ["unchanged", "changed", "held", "failed", "refused"];

    private readonly Counter<long> _decisions;
    private readonly Counter<long> _moved;
    private readonly Histogram<double> _latency;

    public FedHpaMetrics(Meter meter)
    {
        _decisions = meter.CreateCounter<long>("fedscaler.fedhpa.decisions", null, "Decisions about the shares of a FedHPA, by what came of them.");
        _moved = meter.CreateCounter<long>("fedscaler.fedhpa.room.moved.replicas", null, "Replicas by which members' maximums were raised, by what caused it.");
        _latency = meter.CreateHistogram("fedscaler.fedhpa.decision.latency", "s", "From a change's being noted until the shares that it changed were written.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });
        foreach (var result in Results) _decisions.Add(0, new KeyValuePair<string, object?>("result", result));
        foreach (var cause in Enum.GetValues<MoveCause>()) _moved.Add(0, new KeyValuePair<string, object?>(Reason, cause.ToString()));
    }

    /// <param name="age">Since the change was noted; null where that is not known.</param>
    public void Decided(FedHpaRound round, ActOutcome acted, TimeSpan? age)
    {
        Count(round.Holding is not null ? "held" : !acted.Failures.IsEmpty ? "failed" : acted.Wrote ? "changed" : "unchanged");
        if (!acted.Wrote) return;
        if (age is { } time) _latency.Record(time.TotalSeconds);
        var raised = 0L;
        foreach (var member in round.Observation.Members)
            if (acted.InForce.TryGetValue(member.Name, out var after)) raised += Math.Max(0, after.Max - (member.Snapshot.Share?.Max ?? 0));
        _moved.Add(raised, new KeyValuePair<string, object?>(Reason, round.Decision.Cause.ToString()));
    }

    public void Refused() => Count("refused");

    private void Count(string result) => _decisions.Add(1, new KeyValuePair<string, object?>("result", result));
}
