using FedScaler.Hosting.Federations;

namespace FedScaler.Demo;

/// <summary>What <c>fedscaler demo</c> was told.</summary>
/// <param name="Trace">CSV of the load; null for the one that comes with the program.</param>
/// <param name="Length">How long is played, in simulated time.</param>
/// <param name="Report">Folder that report.html is written into; null for none.</param>
/// <param name="Federation">What federates the simulated clusters.</param>
public sealed record DemoOptions(string? Trace, TimeSpan Length, string? Report = null, int Seed = 1, FederationKind Federation = FederationKind.Direct);
