using System.Collections.Immutable;
using FedScaler.Api.CronHpas;
using FedScaler.Core.Scheduling;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.CronHpas;

/// <summary>Which CronHPAs there are and what they ask of their targets at any instant. Safe for any number of threads.</summary>
public sealed class ScheduleBook
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectKey, Entry> _entries = [];
    private readonly Dictionary<ScheduleTarget, TargetSchedules> _targets = [];

    public IReadOnlyList<ObjectKey> Keys
    {
        get
        {
            lock (_gate) return [.. _entries.Keys];
        }
    }

    /// <summary>Takes in what is now known of a CronHPA and returns the targets whose schedules that changes.</summary>
    /// <param name="resource">Null when it is gone; one that is being deleted acts no more.</param>
    public IReadOnlyList<ScheduleTarget> Set(ObjectKey key, CronHpa? resource)
    {
        var now = resource is null or { Metadata.IsDeleting: true } ? null : resource;
        lock (_gate)
        {
            _entries.TryGetValue(key, out var before);
            if (now is null && !_entries.Remove(key)) return [];
            if (now is not null && before?.IsOf(now.Metadata) == true) return [];
            var after = now is null ? null : _entries[key] = new Entry(now.Metadata.Uid, now.Metadata.Generation, CronHpaReading.Of(now));
            return [.. Rewrite(key, before?.Reading, after?.Reading)];
        }
    }

    /// <summary>What was read of a CronHPA; null where there is none.</summary>
    public CronHpaReading? Read(ObjectKey key)
    {
        lock (_gate) return _entries.GetValueOrDefault(key)?.Reading;
    }

    /// <summary>CronHPAs that act on a target, by name.</summary>
    public IReadOnlyList<ObjectKey> Of(ScheduleTarget target)
    {
        lock (_gate) return _targets.TryGetValue(target, out var known) ? [.. known.All.Select(schedule => new ObjectKey(target.Namespace, schedule.Name))] : [];
    }

    /// <inheritdoc cref="IScheduleSource.Look"/>
    public ScheduleState? Look(ScheduleTarget target, DateTimeOffset now)
    {
        lock (_gate) return _targets.TryGetValue(target, out var known) ? known.At(now) : null;
    }

    /// <summary>What one CronHPA asks for, as if it were the only one on its target; null where there is none, or it is invalid.</summary>
    public ScheduleState? LookAlone(ObjectKey key, DateTimeOffset now)
    {
        lock (_gate) return _entries.GetValueOrDefault(key)?.Alone?.At(now);
    }

    private IEnumerable<ScheduleTarget> Rewrite(ObjectKey key, CronHpaReading? before, CronHpaReading? after)
    {
        var touched = new HashSet<ScheduleTarget>();
        if (before is { Schedule: not null }) touched.Add(before.Target);
        if (after is { Schedule: not null }) touched.Add(after.Target);
        foreach (var target in touched)
        {
            var others = _targets.TryGetValue(target, out var known) ? known.All.Where(schedule => schedule.Name != key.Name) : [];
            var all = after?.Target == target && after.Schedule is { } own ? others.Append(own) : others;
            var sorted = all.OrderBy(static schedule => schedule.Name, StringComparer.Ordinal).ToImmutableArray();
            if (sorted.IsEmpty) _targets.Remove(target);
            else _targets[target] = new TargetSchedules(sorted);
        }

        return touched;
    }

    private sealed record Entry(string? Uid, long? Generation, CronHpaReading Reading)
    {
        public TargetSchedules? Alone { get; } = Reading.Schedule is { } schedule ? new TargetSchedules([schedule]) : null;

        /// <summary>A status that was written is no other spec: nothing is read anew for it.</summary>
        public bool IsOf(ObjectMeta metadata) => Generation is not null && Generation == metadata.Generation && Uid == metadata.Uid;
    }

    /// <summary>Between two transitions nothing changes: what was worked out once holds from then to the next.</summary>
    private sealed class TargetSchedules(ImmutableArray<Schedule> all)
    {
        private (DateTimeOffset Since, ScheduleState State)? _known;

        public ImmutableArray<Schedule> All => all;

        public ScheduleState At(DateTimeOffset now)
        {
            if (_known is { } known && now >= known.Since && (known.State.Next is not { } next || now < next.Time)) return known.State;
            var state = Schedules.At(all, now);
            _known = (now, state);
            return state;
        }
    }
}
