using FedScaler.Api.CronHpas;

namespace FedScaler.Controllers.CronHpas;

/// <summary>A CronHPA's history: newest first, and each transition (rule, edge, time due) once.</summary>
internal static class ScheduleHistory
{
    /// <summary>The history with one more entry, or with what has become of one that is there; the oldest give way.</summary>
    /// <param name="limit">How many are kept; 0 for none.</param>
    public static IReadOnlyList<ScheduleHistoryEntry> With(this IReadOnlyList<ScheduleHistoryEntry> history, ScheduleHistoryEntry entry, int limit)
    {
        var others = history.Where(known => !IsSame(known, entry));
        return
        [
            .. others.Append(entry)
                .OrderByDescending(static known => known.ScheduledTime).ThenBy(static known => known.Edge)
                .Take(limit),
        ];
    }

    /// <summary>The entry of a transition; null where it is not in the history.</summary>
    public static ScheduleHistoryEntry? Find(this IReadOnlyList<ScheduleHistoryEntry> history, string rule, TransitionEdge edge, DateTimeOffset due) =>
        history.FirstOrDefault(known => known.Rule == rule && known.Edge == edge && known.ScheduledTime == due);

    /// <summary>Whether something may still come of it: its rule was not seen in force, or gone, at the target.</summary>
    public static bool IsOpen(this ScheduleHistoryEntry entry) => entry is { AppliedTime: null, Result: not ScheduleResults.Missed };

    private static bool IsSame(ScheduleHistoryEntry one, ScheduleHistoryEntry other) =>
        one.Rule == other.Rule && one.Edge == other.Edge && one.ScheduledTime == other.ScheduledTime;
}
