using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.ApiServer.Tables;

/// <summary>A column, and how its cell is made of an object at a time.</summary>
internal sealed record TableColumn(
    string Name, string Type, Func<JsonObject, DateTimeOffset, JsonNode?> Cell, int Priority = 0, string Format = "", string Description = "");
