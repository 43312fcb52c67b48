using System.Collections.Immutable;
using FedScaler.Api;
using FedScaler.Api.CronHpas;
using FedScaler.Api.Mapping;
using FedScaler.Api.Validation;
using FedScaler.Core.Scheduling;

namespace FedScaler.Cron.Explain;

/// <summary>A target with all the schedules that act on it.</summary>
/// <param name="Base">What holds without them; null where the file does not say.</param>
/// <param name="Zone">The zone in which its days are drawn: that of the first schedule.</param>
/// <param name="Remarks">What may not be meant, and what does not act.</param>
internal sealed record ScheduledTarget(TargetKey Key, Reach? Base, ImmutableArray<Schedule> Schedules, TimeZoneInfo Zone, IReadOnlyList<string> Remarks)
{
    /// <summary>The targets of an input that has no faults, in the order in which its schedules name them.</summary>
    public static IReadOnlyList<ScheduledTarget> Of(ExplainInput input) =>
    [
        .. input.Schedules.GroupBy(static one => TargetKey.Of(one.Spec.ScaleTargetRef, one.Metadata)).Select(group => new ScheduledTarget(
            group.Key,
            input.Targets.GetValueOrDefault(group.Key),
            [.. group.Select(static one => one.Spec.ToSchedule(one.Metadata.Name))],
            TimeZones.TryFind(group.First().Spec.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc,
            [.. group.SelectMany(RemarksOn), .. Unknown(group.Key, input)])),
    ];

    /// <summary>A rule by the names that a transition gives.</summary>
    public ScheduledRule Rule(string schedule, string rule) =>
        Schedules.First(one => one.Name == schedule).Rules.First(one => one.Name == rule);

    private static IEnumerable<string> RemarksOn(CronHpa schedule)
    {
        var name = schedule.Metadata.Name;
        foreach (var warning in CronHpaValidator.Warnings(schedule.Spec)) yield return $"CronHPA {name}: {warning}";
        if (schedule.Spec.Suspend) yield return $"CronHPA {name}: spec.suspend is true: none of its rules acts";
        for (var i = 0; i < schedule.Spec.Rules.Count; i++)
            if (schedule.Spec.Rules[i] is { Suspend: true } rule) yield return $"CronHPA {name}: spec.rules[{i}].suspend is true: {rule.Name} does not act";
    }

    private static IEnumerable<string> Unknown(TargetKey key, ExplainInput input) => input.Targets.ContainsKey(key)
        ? []
        : [$"{key} is not in what was read: what the rules ask for is told without its own {(key.Kind == ApiResources.FedHpas.Kind ? "bounds" : "count")}"];
}
