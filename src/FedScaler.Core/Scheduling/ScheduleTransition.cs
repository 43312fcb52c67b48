namespace FedScaler.Core.Scheduling;

/// <summary>Which way a rule goes.</summary>
public enum TransitionEdge
{
    /// <summary>It begins to act, or starts anew while it acts.</summary>
    Start,

    /// <summary>It stops acting.</summary>
    End,
}

/// <summary>A rule begins or ends at an instant.</summary>
/// <param name="Time">When, in the offset of the rule's zone at that time: its local time and its UTC time are both there.</param>
/// <param name="Schedule">The name of the rule's schedule.</param>
/// <param name="Rule">The name of the rule.</param>
/// <param name="Edge">Begins or ends.</param>
public sealed record ScheduleTransition(DateTimeOffset Time, string Schedule, string Rule, TransitionEdge Edge);
