using FedScaler.Core.Scheduling;

namespace FedScaler.Controllers.CronHpas;

/// <summary>
/// What the clock asks of a target. Whoever scales it asks this at every look, and looks again at
/// <see cref="ScheduleState.Next"/> and no later than <see cref="ScheduleClock.LookAgain"/>: nothing else tells of time that passes.
/// </summary>
public interface IScheduleSource
{
    /// <summary>Whether every CronHPA is known. Before that, nothing in force means nothing: leave everything as it stands.</summary>
    bool Synced { get; }

    /// <summary>Why they are not known, in words for the user; null where they are, or nothing but time stands in the way.</summary>
    string? WhyUnread => null;

    /// <summary>Raised after the schedules of a target changed; null: of any, or they have just become known. Enqueue, no more.</summary>
    event Action<ScheduleTarget?>? Changed;

    /// <summary>What is in force and what comes next; null where no CronHPA acts on the target. Any thread; costs next to nothing between transitions.</summary>
    ScheduleState? Look(ScheduleTarget target, DateTimeOffset now);
}
