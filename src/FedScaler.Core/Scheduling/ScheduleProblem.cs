namespace FedScaler.Core.Scheduling;

/// <summary>Why a rule is refused.</summary>
/// <param name="Field">The rule's field: schedule, end, duration or leadTime.</param>
/// <param name="Message">What is wrong, with an example where there is one, and how to mend it.</param>
public sealed record ScheduleProblem(string Field, string Message);
