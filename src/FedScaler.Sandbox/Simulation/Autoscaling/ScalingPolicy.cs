namespace FedScaler.Sandbox.Simulation.Autoscaling;

/// <param name="IsPercent">Value is a percentage of the replicas at the period's start, else a number of pods.</param>
internal readonly record struct ScalingPolicy(bool IsPercent, int Value, int PeriodSeconds);
