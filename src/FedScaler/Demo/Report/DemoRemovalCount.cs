namespace FedScaler.Demo.Report;

/// <summary>Replicas of a member before and after pods were taken out of it by name.</summary>
public sealed record DemoRemovalCount(string Member, int Before, int After);
