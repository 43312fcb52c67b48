using System.Text.Json.Nodes;
using FedScaler.Kube.Json;

namespace FedScaler.Cli.Tests.Metrics;

/// <summary>One alert of the chart.</summary>
internal sealed record Alert(string File, string Name, string Expression, string Severity, string Summary, string Description, string Runbook)
{
    public static IReadOnlyList<string> Files { get; } = [.. Directory.GetFiles(RepositoryFiles.PathOf("charts", "fedscaler", "alerts"), "*.yaml").Order(StringComparer.Ordinal)];

    public static IReadOnlyList<Alert> All { get; } = [.. Files.SelectMany(Read)];

    private static IEnumerable<Alert> Read(string file) =>
        from document in YamlJson.ParseAll(System.IO.File.ReadAllText(file))
        from @group in document["groups"]!.AsArray()
        from rule in @group!["rules"]!.AsArray()
        select new Alert(
            Path.GetFileName(file), Text(rule, "alert"), Text(rule, "expr"), Text(rule["labels"]!, "severity"), Text(rule["annotations"]!, "summary"),
            Text(rule["annotations"]!, "description"), Text(rule["annotations"]!, "runbook_url"));

    private static string Text(JsonNode node, string field) => (string?)node[field] ?? "";
}
