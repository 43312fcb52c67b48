using FedScaler.Core.Scheduling;

namespace FedScaler.Controllers.CronHpas;

/// <summary>When to look again at what the clock decides.</summary>
public static class ScheduleClock
{
    /// <summary>A timer counts time that passes and not the clock, which may be set: looked at least this often.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait at most: to the next transition, and never longer than <see cref="LookAgain"/>.</summary>
    /// <param name="also">Another time at which to look; null for none.</param>
    public static TimeSpan Wait(ScheduleTransition? next, DateTimeOffset now, DateTimeOffset? also = null)
    {
        var wait = LookAgain;
        if (next is { } transition && transition.Time - now < wait) wait = transition.Time - now;
        if (also is { } other && other - now < wait) wait = other - now;
        // Never at once: what is due by the clock was taken in by the look that asks.
        return wait > Shortest ? wait : Shortest;
    }

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
}
