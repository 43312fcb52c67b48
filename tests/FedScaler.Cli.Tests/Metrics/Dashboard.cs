using System.Text.Json.Nodes;

namespace FedScaler.Cli.Tests.Metrics;

/// <summary>The chart's Grafana dashboard.</summary>
internal static class Dashboard
{
    public static JsonObject Read() => JsonNode.Parse(File.ReadAllText(RepositoryFiles.PathOf("charts", "fedscaler", "dashboards", "fedscaler.json")))!.AsObject();

    public static IReadOnlyList<JsonObject> Panels(JsonObject dashboard) => [.. dashboard["panels"]!.AsArray().Select(static panel => panel!.AsObject())];

    /// <summary>Every query, as Grafana would send it for one FedHPA.</summary>
    public static IReadOnlyList<string> Expressions(JsonObject dashboard, string ns, string name) =>
    [
        .. Panels(dashboard).SelectMany(static panel => panel["targets"]?.AsArray() ?? []).Select(target => ((string)target!["expr"]!)
            .Replace("$__rate_interval", "1m", StringComparison.Ordinal).Replace("$namespace", ns, StringComparison.Ordinal).Replace("$fedhpa", name, StringComparison.Ordinal)),
    ];
}
