namespace FedScaler.Core.Scheduling;

/// <summary>One rule of a schedule: a window, or, without an end, one that holds until the next such rule fires.</summary>
/// <param name="Name">Unique within its schedule.</param>
/// <param name="Starts">When it starts, lead time apart.</param>
/// <param name="End">How its window closes; null for a rule that is open-ended.</param>
/// <param name="Effect">What it brings about.</param>
/// <param name="Zone">The zone whose clock Starts and the end go by.</param>
public sealed record ScheduledRule(string Name, CronExpression Starts, WindowEnd? End, ScheduleEffect Effect, TimeZoneInfo Zone)
{
    /// <summary>Elapsed time by which it acts before its start; zero or more.</summary>
    public TimeSpan LeadTime { get; init; }

    /// <summary>As if it were not there.</summary>
    public bool Suspended { get; init; }
}
