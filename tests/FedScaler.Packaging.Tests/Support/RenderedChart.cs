using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FedScaler.Kube.Json;

namespace FedScaler.Packaging.Tests.Support;

/// <summary>The objects that Helm makes of the chart.</summary>
internal static class RenderedChart
{
    public const string Namespace = "fedscaler-system";

    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Texts = new(StringComparer.Ordinal);

    /// <summary>Renders with values as YAML over the chart's own; skips the test where there is no Helm.</summary>
    public static async Task<IReadOnlyList<JsonNode>> OfAsync(string values = "", string release = "fedscaler") =>
        YamlJson.ParseAll(await Texts.GetOrAdd($"{release}\n{values}", _ => new Lazy<Task<string>>(() => RenderAsync(values, release))).Value);

    /// <summary>What Helm complains of; null when it renders.</summary>
    public static async Task<string?> RefusalOfAsync(string values)
    {
        var file = ValuesIn(values);
        var (exitCode, _, error) = await Tool.Helm.TryAsync("template", "fedscaler", "charts/fedscaler", "--namespace", Namespace, "--values", file);
        File.Delete(file);
        return exitCode == 0 ? null : error;
    }

    private static async Task<string> RenderAsync(string values, string release)
    {
        var file = ValuesIn(values);
        var text = await Tool.Helm.RunAsync("template", release, "charts/fedscaler", "--namespace", Namespace, "--values", file);
        File.Delete(file);
        return text;
    }

    private static string ValuesIn(string values)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, values);
        return file;
    }
}
