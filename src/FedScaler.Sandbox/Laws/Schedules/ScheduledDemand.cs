using FedScaler.Api.CronHpas;

namespace FedScaler.Sandbox.Laws.Schedules;

/// <summary>What several CronHPAs ask of one target at an instant.</summary>
internal sealed class ScheduledDemand
{
    private readonly List<ScheduleRule> _acting;
    private readonly List<ScheduleRule> _windows;

    public ScheduledDemand(IEnumerable<ScheduleRecord> schedules, DateTimeOffset instant)
    {
        var spells = schedules.SelectMany(schedule => schedule.At(instant)).ToList();
        // Of the rules without an end the last one that fired holds; of two at once the one that asks for more.
        var standing = spells.Where(static spell => spell.To is null).OrderBy(static spell => spell.From)
            .ThenBy(static spell => spell.Rule.Rule.Replicas ?? spell.Rule.Rule.MinReplicas ?? 0).LastOrDefault();
        _windows = [.. spells.Where(static spell => spell.To is not null).Select(static spell => spell.Rule.Rule)];
        _acting = standing is null ? _windows : [.. _windows, standing.Rule.Rule];
    }

    /// <summary>A ReplicaBinding's count; null where nothing asks for one. A window goes before what has no end.</summary>
    public int? Count => _windows.Max(static rule => rule.Replicas) ?? _acting.Max(static rule => rule.Replicas);

    /// <summary>A FedHPA's bounds: the highest floor, the lowest ceiling, and the floor where they cross.</summary>
    public (int Min, int Max) Bounds(int min, int max)
    {
        var raises = _acting.Where(static rule => rule.RaiseMax).Select(rule => rule.MaxReplicas ?? Math.Max(max, rule.MinReplicas ?? 0)).ToList();
        var top = raises.Count > 0 ? raises.Min() : max;
        foreach (var rule in _acting)
            if (!rule.RaiseMax && rule.MaxReplicas < top) top = rule.MaxReplicas.Value;

        var bottom = min;
        foreach (var rule in _acting)
        {
            var reach = rule.RaiseMax ? Math.Max(max, rule.MaxReplicas ?? rule.MinReplicas ?? 0) : max;
            bottom = Math.Max(bottom, Math.Min(rule.MinReplicas ?? 0, reach));
        }

        return (bottom, Math.Max(bottom, top));
    }
}
