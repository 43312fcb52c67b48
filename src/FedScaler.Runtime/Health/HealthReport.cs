namespace FedScaler.Runtime.Health;

/// <summary>What the checks of one kind found.</summary>
/// <param name="Text">One line a check, and one for all of them.</param>
public sealed record HealthReport(bool Healthy, string Text);
