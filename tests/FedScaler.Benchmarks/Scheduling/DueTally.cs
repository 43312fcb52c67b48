using FedScaler.Api.CronHpas;
using FedScaler.Api.FedHpas;
using FedScaler.Benchmarks.Reconciling;
using FedScaler.Kube.Models;

namespace FedScaler.Benchmarks.Scheduling;

/// <summary>Counts, from the statuses that are written, how often the starts of one instant are told, and how often targets take other rules in.</summary>
internal sealed class DueTally
{
    private static readonly string[] Settled = [ScheduleResults.Applied, ScheduleResults.Clamped, ScheduleResults.Overridden];

    private readonly DateTimeOffset _due;
    private readonly Dictionary<(ObjectKey CronHpa, string Rule), int> _told = [];
    private readonly Dictionary<ObjectKey, int> _taken = [];
    private int _cronWrites;
    private int _fedHpaWrites;

    public DueTally(StubbedHub hub, DateTimeOffset due)
    {
        _due = due;
        hub.CronHpas.Written += Note;
        hub.FedHpas.Written += Note;
    }

    /// <summary>Rules whose start was told at least once.</summary>
    public int Told => _told.Count;

    /// <summary>Rules whose start was told again, or told otherwise, in a later write.</summary>
    public int Twice => _told.Values.Count(static times => times > 1);

    /// <summary>Targets whose rules in force changed at least once.</summary>
    public int Targets => _taken.Count;

    /// <summary>Targets whose rules in force changed more than once.</summary>
    public int TargetsTwice => _taken.Values.Count(static times => times > 1);

    public int CronWrites => _cronWrites;

    public int FedHpaWrites => _fedHpaWrites;

    private void Note(CronHpa before, CronHpa after)
    {
        _cronWrites++;
        var known = before.Status?.History ?? [];
        foreach (var entry in after.Status?.History ?? [])
        {
            if (entry.Edge != TransitionEdge.Start || entry.ScheduledTime != _due || !Settled.Contains(entry.Result) || known.Contains(entry)) continue;
            var rule = (after.Metadata.Key, entry.Rule);
            _told[rule] = _told.GetValueOrDefault(rule) + 1;
        }
    }

    private void Note(FedHpa before, FedHpa after)
    {
        _fedHpaWrites++;
        if ((before.Status?.ActiveSchedules ?? []).SequenceEqual(after.Status?.ActiveSchedules ?? [])) return;
        _taken[after.Metadata.Key] = _taken.GetValueOrDefault(after.Metadata.Key) + 1;
    }
}
