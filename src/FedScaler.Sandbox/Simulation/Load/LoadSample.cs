namespace FedScaler.Sandbox.Simulation.Load;

/// <summary>The load at an instant, in requests per second: Demand = Served + Unserved, Served = Σ Members.</summary>
public sealed record LoadSample(DateTimeOffset Time, double Demand, double Served, IReadOnlyList<MemberLoad> Members)
{
    public double Unserved => Demand - Served;
}
