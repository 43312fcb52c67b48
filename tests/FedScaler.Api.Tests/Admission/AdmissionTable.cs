using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Api.Tests.Admission;

/// <summary>The table of good and bad specs: one YAML file a kind, explained at the top of fedhpa.yaml.</summary>
internal static class AdmissionTable
{
    private static readonly IReadOnlyList<JsonObject> Documents =
    [
        .. from name in typeof(AdmissionTable).Assembly.GetManifestResourceNames()
           where name.StartsWith("Admission.", StringComparison.Ordinal)
           orderby name
           select YamlJson.Parse(Read(name))!.AsObject(),
    ];

    public static readonly IReadOnlyList<AdmissionRow> Rows = [.. Documents.SelectMany(RowsOf)];

    /// <summary>An object of the kind with every field of its spec.</summary>
    public static JsonObject Full(ResourceType resource)
    {
        var document = Documents.Single(one => (string?)one["kind"] == resource.Kind);
        return Envelope(resource, "full", document["full"]!.DeepClone().AsObject());
    }

    private static IEnumerable<AdmissionRow> RowsOf(JsonObject document)
    {
        var resource = ApiResources.All.Single(one => one.Kind == (string?)document["kind"]);
        return document["rows"]!.AsArray().Select((row, i) => Row(resource, document, row!.AsObject(), (string?)row["named"] ?? $"row-{i}"));
    }

    private static AdmissionRow Row(ResourceType resource, JsonObject document, JsonObject row, string objectName)
    {
        var start = document[(string?)row["use"] ?? "base"]!.AsObject();
        var spec = Expand(Merge(start, row["spec"] as JsonObject ?? []))!.AsObject();
        if (row["rule"] is JsonObject rule) spec["rules"]![0] = Expand(Merge(spec["rules"]![0]!.AsObject(), rule));
        var old = row["was"] is JsonObject was ? Envelope(resource, objectName, Merge(start, was)) : null;
        var value = Envelope(resource, objectName, spec);
        if (row["status"] is { } status) value["status"] = status.DeepClone();
        var (verdict, told) = (row["refused"], row["runTime"]) switch
        {
            (JsonObject refused, null) => (Verdict.Refused, refused),
            (null, JsonObject runTime) => (Verdict.RunTimeOnly, runTime),
            (null, null) => (Verdict.Accepted, []),
            _ => throw new FormatException($"{row["name"]}: refused and runTime exclude each other"),
        };
        return new AdmissionRow(
            resource, (string)row["name"]!, value, old, verdict,
            told.ToDictionary(field => field.Key, field => (string)field.Value!), (string?)row["condition"], (bool?)row["stored"] ?? false);
    }

    private static JsonObject Envelope(ResourceType resource, string name, JsonObject spec)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (resource.Namespaced) metadata["namespace"] = "shop";
        return new JsonObject { ["apiVersion"] = resource.ApiVersion, ["kind"] = resource.Kind, ["metadata"] = metadata, ["spec"] = spec };
    }

    /// <summary>RFC 7386.</summary>
    private static JsonObject Merge(JsonObject target, JsonObject patch)
    {
        var merged = target.DeepClone().AsObject();
        foreach (var (name, value) in patch)
        {
            if (value is null) merged.Remove(name);
            else merged[name] = value is JsonObject fields && merged[name] is JsonObject before ? Merge(before, fields) : value.DeepClone();
        }

        return merged;
    }

    /// <summary><c>{repeat: n, of: x}</c> is a list of n of x, {i} in its strings the index; <c>{text: n}</c> is a string of n letters.</summary>
    private static JsonNode? Expand(JsonNode? node) => node switch
    {
        JsonObject { Count: 2 } list when list["repeat"] is { } count && list["of"] is { } item =>
            new JsonArray([.. Enumerable.Range(0, (int)count).Select(i => Numbered(item, i))]),
        JsonObject { Count: 1 } text when text["text"] is { } length => new string('a', (int)length),
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Expand(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Expand)]),
        _ => node?.DeepClone(),
    };

    private static JsonNode Numbered(JsonNode item, int i) =>
        JsonNode.Parse(item.ToJsonString().Replace("{i}", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))!;

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(AdmissionTable).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
