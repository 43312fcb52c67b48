using System.Collections.Immutable;

namespace FedScaler.Core.Scheduling;

/// <summary>The rules of one CronHPA.</summary>
/// <param name="Name">Unique among the schedules of one target.</param>
public sealed record Schedule(string Name, ImmutableArray<ScheduledRule> Rules)
{
    /// <summary>Dates, in each rule's own zone, on which no rule starts: it is the start's date that counts, not that of its lead time.</summary>
    public ImmutableArray<DateRange> Excluded { get; init; } = [];

    /// <summary>As if it were not there.</summary>
    public bool Suspended { get; init; }
}
