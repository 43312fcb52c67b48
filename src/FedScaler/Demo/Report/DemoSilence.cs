namespace FedScaler.Demo.Report;

/// <summary>A while in which the service could not reach a member.</summary>
public sealed record DemoSilence(string Member, DateTimeOffset From, DateTimeOffset To);
