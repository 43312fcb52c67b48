namespace FedScaler.Core.Scheduling;

/// <summary>The time in which one start of a rule acts: from Since, lead time counted, until Until, exclusive; null for open-ended.</summary>
internal readonly record struct RuleWindow(DateTimeOffset Since, DateTimeOffset? Until)
{
    public bool IsEmpty => Until <= Since;

    public bool Contains(DateTimeOffset time) => Since <= time && (Until is null || time < Until);
}
