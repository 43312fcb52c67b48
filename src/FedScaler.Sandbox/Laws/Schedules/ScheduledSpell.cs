namespace FedScaler.Sandbox.Laws.Schedules;

/// <summary>A while in which a rule acts.</summary>
/// <param name="From">When it begins to, lead time counted.</param>
/// <param name="To">When it ends; null where it holds until another rule without an end fires.</param>
internal sealed record ScheduledSpell(RuleCalendar Rule, DateTimeOffset From, DateTimeOffset? To);
