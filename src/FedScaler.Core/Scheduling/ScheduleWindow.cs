namespace FedScaler.Core.Scheduling;

/// <summary>A rule in force.</summary>
/// <param name="Schedule">The name of the rule's schedule.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Since">When it began to act, lead time counted; where it started anew since, the last time it did.</param>
/// <param name="Until">When it stops, exclusive, unless it starts anew before; null for an open-ended rule.</param>
public sealed record ScheduleWindow(string Schedule, ScheduledRule Rule, DateTimeOffset Since, DateTimeOffset? Until)
{
    /// <summary>schedule/rule, as in status.activeSchedules.</summary>
    public string Id => $"{Schedule}/{Rule.Name}";
}
