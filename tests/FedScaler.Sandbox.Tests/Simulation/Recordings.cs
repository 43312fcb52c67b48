using System.Text.Json.Nodes;
using Xunit;

namespace FedScaler.Sandbox.Tests.Simulation;

/// <summary>controller-recordings.json: what kube-controller-manager v1.36.2 decided; its <c>about</c> says under which settings.</summary>
internal static class Recordings
{
    private static readonly JsonNode All = Read();

    public static IEnumerable<TheoryDataRow<string>> Hpas() => Names("hpa", "name");

    public static IEnumerable<TheoryDataRow<string>> ScaleDowns() => Names("victims", "deployment");

    public static JsonNode Hpa(string name) => Find("hpa", "name", name);

    public static JsonNode ScaleDown(string name) => Find("victims", "deployment", name);

    private static IEnumerable<TheoryDataRow<string>> Names(string list, string key) =>
        All[list]!.AsArray().Select(one => new TheoryDataRow<string>(one![key]!.GetValue<string>()));

    private static JsonNode Find(string list, string key, string name) => All[list]!.AsArray().First(one => one![key]!.GetValue<string>() == name)!;

    private static JsonNode Read()
    {
        using var stream = typeof(Recordings).Assembly.GetManifestResourceStream("controller-recordings.json")!;
        return JsonNode.Parse(stream)!;
    }
}
