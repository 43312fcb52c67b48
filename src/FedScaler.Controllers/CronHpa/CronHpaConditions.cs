using FedScaler.Api.Common;
using FedScaler.Api.CronHpas;
using FedScaler.Api.Validation;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.CronHpas;

/// <summary>What a CronHPA's status says of the whole.</summary>
internal static class CronHpaConditions
{
    /// <param name="skew">How far the hub's clock is ahead of ours; null where they agree.</param>
    public static IReadOnlyList<Condition> Of(CronHpa resource, CronHpaSight seen, TimeSpan? skew, DateTimeOffset now) =>
        Tell(resource, now, [Ready(resource, seen), Valid(), TargetMissing(seen), Overridden(seen), ClockSkew(skew)]);

    public static IReadOnlyList<Condition> OfInvalid(CronHpa resource, IReadOnlyList<FieldError> errors, DateTimeOffset now) => Tell(resource, now,
    [
        new(CronHpaReasons.Ready, false, CronHpaReasons.InvalidSpec, "no rule acts until the spec is mended"),
        new(CronHpaReasons.Invalid, true, CronHpaReasons.InvalidSpec, string.Join("; ", errors)),
    ]);

    private static IReadOnlyList<Condition> Tell(CronHpa resource, DateTimeOffset now, IEnumerable<FleetCondition> conditions) =>
        conditions.Tell(resource.Status?.Conditions, resource.Metadata.Generation, now);

    private static FleetCondition Ready(CronHpa resource, CronHpaSight seen)
    {
        if (resource.Spec.Suspend) return new(CronHpaReasons.Ready, false, CronHpaReasons.Suspended, "spec.suspend is true: no rule acts");
        if (seen.Target is null) return new(CronHpaReasons.Ready, false, CronHpaReasons.TargetMissing, $"the rules act on nothing: there is no {seen.Reading.Target}");
        var active = seen.Own.Count == 0 ? "no rule is in force" : "in force: " + string.Join(", ", seen.Own.Select(static window => $"{window.Rule.Name} ({ScheduleWords.Of(window)})"));
        var warnings = string.Concat(seen.Reading.Warnings.Select(static warning => $"; note that {warning}"));
        return new(CronHpaReasons.Ready, true, CronHpaReasons.Scheduled, $"{active}; {Next(resource, seen)}{warnings}");
    }

    private static string Next(CronHpa resource, CronHpaSight seen)
    {
        if (seen.Next is not { } next) return "nothing comes next";
        var zone = seen.Reading.Schedule?.Rules.First(rule => rule.Name == next.Rule).Zone ?? TimeZoneInfo.Utc;
        return $"next {next.Rule} {(next.Edge == Core.Scheduling.TransitionEdge.Start ? "starts" : "ends")} at {ScheduleWords.At(next.Time, zone)}";
    }

    private static FleetCondition Valid() => new(CronHpaReasons.Invalid, false, CronHpaReasons.ValidSpec, "the spec can be acted on");

    private static FleetCondition TargetMissing(CronHpaSight seen) => seen.Target is null
        ? new(CronHpaReasons.TargetMissing, true, CronHpaReasons.NotFound, seen.Mend is { } mend ? $"{seen.Reading.Target} is nothing to act on: {mend}" : $"there is no {seen.Reading.Target}: create it, or mend spec.scaleTargetRef")
        : new(CronHpaReasons.TargetMissing, false, CronHpaReasons.Found, $"the rules act on {seen.Reading.Target}");

    private static FleetCondition Overridden(CronHpaSight seen)
    {
        var overridden = new List<string>();
        foreach (var window in seen.Own)
            if (seen.Target?.Judge(window, seen.State.Active) is { ByOthers: true, Remark: { } remark }) overridden.Add($"{window.Rule.Name}: {remark}");
        return overridden.Count > 0
            ? new(CronHpaReasons.Overridden, true, CronHpaReasons.OthersWin, string.Join("; ", overridden))
            : new(CronHpaReasons.Overridden, false, CronHpaReasons.NothingStronger, "no bound of the target and no other CronHPA stands in the way of a rule in force");
    }

    private static FleetCondition ClockSkew(TimeSpan? skew) => skew is { } ahead
        ? new(
            CronHpaReasons.ClockSkew, true, CronHpaReasons.ClocksDiffer,
            $"this service's clock is about {ScheduleWords.Length(ahead.Duration())} {(ahead > TimeSpan.Zero ? "behind" : "ahead of")} the hub's: rules act by this service's; set both by NTP")
        : new(CronHpaReasons.ClockSkew, false, CronHpaReasons.ClocksAgree, $"no more than {HubClock.Tolerance.TotalSeconds} s between the hub's clock and this service's");
}
