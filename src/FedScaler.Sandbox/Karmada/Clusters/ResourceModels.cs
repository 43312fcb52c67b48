using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Clusters;

/// <summary>How many nodes of which free size a member has, in grades of cpu and memory (pkg/modeling, pkg/apis/cluster/mutation).</summary>
internal static class ResourceModels
{
    /// <summary>From where on each grade goes; the last has no end.</summary>
    private static readonly (string Cpu, string Memory)[] Grades =
        [("0", "0"), ("1", "4Gi"), ("2", "16Gi"), ("4", "32Gi"), ("8", "64Gi"), ("16", "128Gi"), ("32", "256Gi"), ("64", "512Gi"), ("128", "1Ti")];

    private static readonly string Endless = long.MaxValue.ToString(CultureInfo.InvariantCulture);

    /// <summary>Gives a Cluster the default grades where it has none of its own.</summary>
    public static void SetDefaults(JsonObject cluster)
    {
        var spec = cluster.Ensure("spec");
        if (spec["resourceModels"] is JsonArray { Count: > 0 }) return;
        var models = new JsonArray();
        for (var grade = 0; grade < Grades.Length; grade++)
        {
            var next = grade + 1 < Grades.Length ? Grades[grade + 1] : (Cpu: Endless, Memory: Endless);
            models.Add((JsonNode)new JsonObject
            {
                ["grade"] = grade,
                ["ranges"] = new JsonArray(Range("cpu", Grades[grade].Cpu, next.Cpu), Range("memory", Grades[grade].Memory, next.Memory)),
            });
        }

        spec["resourceModels"] = models;
    }

    /// <summary>The count of each of a Cluster's grades; null for a Cluster without any.</summary>
    /// <param name="free">What is left on each node, in thousandths.</param>
    public static JsonArray? Count(JsonObject cluster, IEnumerable<IReadOnlyDictionary<string, long>> free)
    {
        var models = cluster.At("spec", "resourceModels").Items().ToList();
        if (models.Count == 0) return null;
        var counts = new int[models.Count];
        foreach (var node in free)
        {
            // The node is as good as its scarcest resource.
            var grade = models.FindLastIndex(model => model.At("ranges").Items().All(range => node.GetValueOrDefault(range.Text("name")) >= Amount.Milli(range.At("min"))));
            if (grade >= 0) counts[grade]++;
        }

        return [.. models.Select((model, i) => (JsonNode)new JsonObject { ["count"] = counts[i], ["grade"] = model.At("grade")?.DeepClone() })];
    }

    private static JsonObject Range(string name, string min, string max) => new() { ["max"] = max, ["min"] = min, ["name"] = name };
}
