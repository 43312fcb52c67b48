using System.Text.Json.Nodes;
using FedScaler.Kube.Json;

namespace FedScaler.Packaging.Tests.Support;

/// <summary>deploy/base, as its files say it: it transforms nothing, so that its objects are those of its files.</summary>
internal static class KustomizeBase
{
    public static JsonNode Kustomization => YamlJson.Parse(RepositoryFiles.Read("deploy", "base", "kustomization.yaml"))!;

    /// <summary>Its own files, without the CRDs that it takes from the chart.</summary>
    public static IEnumerable<string> Files =>
        Kustomization["resources"]!.AsArray().Select(static entry => (string)entry!).Where(static entry => entry.EndsWith(".yaml", StringComparison.Ordinal));

    public static IReadOnlyList<JsonNode> Objects() => [.. Files.SelectMany(static file => YamlJson.ParseAll(RepositoryFiles.Read("deploy", "base", file)))];
}
