using FedScaler.Controllers.CronHpas;
using FedScaler.Core.Scheduling;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.FedHpas;

/// <summary>What a FedHPA's status says of the clock: nothing where no CronHPA acts on it.</summary>
internal static class ScheduleConditions
{
    public static IEnumerable<FleetCondition> Of(BoundsInForce bounds)
    {
        if (bounds.Schedules is not { } state) yield break;
        yield return Scheduled(state);
        yield return Clamped(bounds.Bounds);
        yield return FloorOverCeiling(bounds.Bounds);
    }

    private static FleetCondition Scheduled(ScheduleState state)
    {
        if (!state.Active.IsEmpty)
        {
            return new(
                FedHpaReasons.Scheduled, true, FedHpaReasons.RulesInForce,
                string.Join("; ", state.Active.Select(static window => $"{ScheduleWords.Asks(window.Rule.Effect)} by {window.Id} {ScheduleWords.Until(window)}")));
        }

        var next = state.Next is { } first ? $"next {first.Schedule}/{first.Rule} at {first.Time:yyyy-MM-dd HH:mm zzz}" : "and none comes";
        return new(FedHpaReasons.Scheduled, false, FedHpaReasons.NoRuleInForce, $"no CronHPA rule is in force; {next}");
    }

    private static FleetCondition Clamped(ScheduledBounds bounds)
    {
        var clamped = bounds.Clamped.Select(static floor => $"{floor.Rule} asks for min {floor.Asked} and gets {floor.Got}").ToList();
        return clamped.Count > 0
            ? new(FedHpaReasons.ScheduleClamped, true, FedHpaReasons.FloorAboveMax, $"{string.Join("; ", clamped)}: raise maxReplicas, or set raiseMax in the rule")
            : new(FedHpaReasons.ScheduleClamped, false, FedHpaReasons.FloorsFit, "no floor in force is above maxReplicas");
    }

    private static FleetCondition FloorOverCeiling(ScheduledBounds bounds) => bounds.FloorOverCeiling is { } over
        ? new(
            FedHpaReasons.ScheduleConflict, true, FedHpaReasons.FloorOverCeiling,
            $"min {over.Floor} by {over.FloorBy ?? "spec.minReplicas"} is above max {over.Ceiling} by {over.CeilingBy ?? "spec.maxReplicas"}: the floor wins, and max is {over.Floor}")
        : new(FedHpaReasons.ScheduleConflict, false, FedHpaReasons.NoConflict, "no floor in force is above a ceiling in force");
}
