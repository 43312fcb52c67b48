namespace FedScaler.Demo.Report;

/// <summary>A while in which a CronHPA rule was in force.</summary>
/// <param name="Schedule">The rule, as schedule/rule.</param>
/// <param name="From">When it began to act, lead time counted.</param>
/// <param name="Bounds">What it asked for, in words.</param>
public sealed record DemoWindow(string Schedule, DateTimeOffset From, DateTimeOffset To, string Bounds);
