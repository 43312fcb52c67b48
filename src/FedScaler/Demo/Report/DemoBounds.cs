namespace FedScaler.Demo.Report;

/// <summary>What the FedHPA holds to at an instant, in replicas over all members.</summary>
/// <param name="Schedules">The CronHPA rules in force, as schedule/rule.</param>
public sealed record DemoBounds(int Min, int Max, IReadOnlyList<string> Schedules);
