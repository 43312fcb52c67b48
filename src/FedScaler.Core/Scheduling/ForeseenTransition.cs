namespace FedScaler.Core.Scheduling;

/// <summary>A transition to come.</summary>
/// <param name="Transition">When, whose and which way; its Time has the rule's local time, and UTC as UtcDateTime.</param>
/// <param name="Note">What changing clocks do to it; null on ordinary days.</param>
public sealed record ForeseenTransition(ScheduleTransition Transition, OccurrenceNote? Note);
