namespace FedScaler.Sandbox.Simulation.Load;

/// <summary>One member's part of the load at an instant.</summary>
/// <param name="Served">Requests per second.</param>
public sealed record MemberLoad(string Member, bool InRotation, int ReadyPods, double Served);
