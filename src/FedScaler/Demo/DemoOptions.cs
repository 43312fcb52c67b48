namespace FedScaler.Demo;

/// <summary>What <c>fedscaler demo</c> was told.</summary>
/// <param name="Trace">CSV of the load; null for the one that comes with the program.</param>
/// <param name="Days">Simulated days.</param>
/// <param name="Report">Folder that report.html is written into; null for none.</param>
public sealed record DemoOptions(string? Trace = null, int Days = 2, string? Report = null, int Seed = 1);
