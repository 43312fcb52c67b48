namespace FedScaler.Api.Schema;

/// <summary>A column of <c>kubectl get</c>.</summary>
/// <param name="Priority">0 is always shown; 1 only with <c>-o wide</c>.</param>
public sealed record PrinterColumn(string Name, string Type, string JsonPath, string Description, int Priority = 0);
