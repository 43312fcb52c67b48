namespace FedScaler.Sandbox.Simulation.Load;

/// <summary>The load at an instant, in requests per second.</summary>
public readonly record struct TracePoint(DateTimeOffset Time, double Rate);
