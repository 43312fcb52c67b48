using System.Collections.Immutable;

namespace FedScaler.Core.Scheduling;

/// <summary>What the schedules of one target say at an instant.</summary>
/// <param name="Active">The rules in force: every open window, and the one open-ended rule that fired last; in the order of the schedules and their rules.</param>
/// <param name="Next">The first transition after that instant; null when there is none.</param>
public sealed record ScheduleState(ImmutableArray<ScheduleWindow> Active, ScheduleTransition? Next);
