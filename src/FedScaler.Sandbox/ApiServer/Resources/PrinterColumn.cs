namespace FedScaler.Sandbox.ApiServer.Resources;

/// <summary>A column of kubectl's table. Priority 0 shows always, higher ones with -o wide.</summary>
internal sealed record PrinterColumn(string Name, string Type, string JsonPath, string Format = "", string Description = "", int Priority = 0);
