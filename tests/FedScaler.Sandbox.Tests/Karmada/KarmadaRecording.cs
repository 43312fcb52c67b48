using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.Tests.Karmada;

/// <summary>What real Karmada left after a step: Recordings/, whose README says how they were made.</summary>
internal static class KarmadaRecording
{
    /// <summary>The state after a step, by its number.</summary>
    public static JsonObject After(int step)
    {
        var path = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Karmada", "Recordings"), $"{step:D2}-*.json").Single();
        return JsonNode.Parse(File.ReadAllText(path))!.AsObject();
    }
}
