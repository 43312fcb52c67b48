using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.Tests.Transcripts;

/// <summary>Compares an answer with the recorded one, as the recordings' README says.</summary>
internal static class TranscriptComparison
{
    private static readonly string[] Metadata =
        ["name", "generateName", "namespace", "generation", "labels", "annotations", "finalizers", "deletionGracePeriodSeconds"];

    public static IEnumerable<string> Answer(JsonObject step, int status, HttpResponseMessage response, JsonObject? got, string text)
    {
        var recorded = step["response"]!.AsObject();
        if (recorded["status"]!.GetValue<int>() != status) return [$"status: wanted {recorded["status"]}, got {status} {text}"];
        var headers = Headers(recorded["headers"] as JsonObject ?? [], response);
        if (recorded["body"] is not JsonObject wanted) return headers.Concat(recorded["body"]!.GetValue<string>() == text ? [] : [$"body: got {text}"]);
        if (got is null) return [$"body: wanted an object, got {text}"];
        return headers.Concat(wanted["kind"]?.GetValue<string>() switch
        {
            "Status" => Status(wanted, got),
            "Table" => Table(wanted, got),
            null => wanted.Select(field => field.Key).Where(name => !got.ContainsKey(name)).Select(name => $"{name} is missing"),
            _ when wanted["items"] is JsonArray => List(wanted, got),
            _ => Object(step, wanted, got),
        });
    }

    public static IEnumerable<string> Events(string watch, JsonArray wanted, List<JsonObject> got)
    {
        static string Show(JsonNode each) =>
            $"{each["type"]} {each["object"]?["metadata"]?["name"]}{each["object"]?["code"]} {each["object"]?["metadata"]?["annotations"]?.ToJsonString()}".Trim();
        var expected = wanted.Select(each => each!["type"]!.GetValue<string>() == "DELETED" ? $"DELETED {each["object"]!["metadata"]!["name"]}" : Show(each)).ToList();
        var actual = got.Select(each => each["type"]!.GetValue<string>() == "DELETED" ? $"DELETED {each["object"]!["metadata"]!["name"]}" : Show(each)).ToList();
        return expected.SequenceEqual(actual) ? [] : [$"watch {watch}: wanted {string.Join(", ", expected)}; got {string.Join(", ", actual)}"];
    }

    private static IEnumerable<string> Headers(JsonObject wanted, HttpResponseMessage response)
    {
        foreach (var (name, value) in wanted)
        {
            if (name == "content-type")
            {
                if (response.Content.Headers.ContentType?.ToString() != value!.GetValue<string>()) yield return $"content-type: got {response.Content.Headers.ContentType}";
            }
            else if (!response.Headers.TryGetValues(name, out var got) || string.Join(", ", got) != value!.GetValue<string>())
            {
                yield return $"header {name}: wanted {value}";
            }
        }
    }

    private static IEnumerable<string> Status(JsonObject wanted, JsonObject got)
    {
        foreach (var name in (string[])["status", "reason", "code"])
        {
            if (!JsonNode.DeepEquals(wanted[name], got[name])) yield return $"{name}: wanted {wanted[name]}, got {got[name]}";
        }

        foreach (var name in (string[])["kind", "name"])
        {
            if (wanted["details"]?[name] is { } value && !JsonNode.DeepEquals(value, got["details"]?[name]))
                yield return $"details.{name}: wanted {value}, got {got["details"]?[name]}";
        }

        var causes = Causes(wanted);
        if (!causes.SequenceEqual(Causes(got))) yield return $"causes: wanted {string.Join(", ", causes)}; got {string.Join(", ", Causes(got))}";
    }

    private static List<string> Causes(JsonObject status) =>
        [.. (status["details"]?["causes"] as JsonArray ?? []).Select(cause => $"{cause!["reason"]} {cause["field"]}").Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Table(JsonObject wanted, JsonObject got)
    {
        static List<string> Columns(JsonObject table) => [.. table["columnDefinitions"]!.AsArray().Select(column => $"{column!["name"]}/{column["type"]}")];
        static List<string> Cells(JsonObject table) =>
        [
            .. from row in table["rows"]!.AsArray()
               select string.Join('|', row!["cells"]!.AsArray().Zip(table["columnDefinitions"]!.AsArray())
                   .Where(cell => cell.Second!["name"]!.GetValue<string>() != "Age").Select(cell => cell.First?.ToJsonString())),
        ];
        if (!Columns(wanted).SequenceEqual(Columns(got))) yield return $"columns: got {string.Join(", ", Columns(got))}";
        if (!Cells(wanted).SequenceEqual(Cells(got))) yield return $"cells: wanted {string.Join("; ", Cells(wanted))}; got {string.Join("; ", Cells(got))}";
    }

    private static IEnumerable<string> List(JsonObject wanted, JsonObject got)
    {
        static List<string?> Names(JsonObject list) => [.. list["items"]!.AsArray().Select(item => item!["metadata"]?["name"]?.GetValue<string>())];
        if (!Names(wanted).SequenceEqual(Names(got))) yield return $"items: wanted {string.Join(", ", Names(wanted))}; got {string.Join(", ", Names(got))}";
        if (wanted["metadata"]?["continue"] is null != got["metadata"]?["continue"] is null) yield return "continue";
        if (!JsonNode.DeepEquals(wanted["metadata"]?["remainingItemCount"], got["metadata"]?["remainingItemCount"]))
            yield return $"remainingItemCount: got {got["metadata"]?["remainingItemCount"]}";
    }

    private static IEnumerable<string> Object(JsonObject step, JsonObject wanted, JsonObject got)
    {
        var before = wanted["metadata"] as JsonObject ?? [];
        var after = got["metadata"] as JsonObject ?? [];
        foreach (var name in Metadata)
        {
            if (name == "name" && before.ContainsKey("generateName")) continue;
            if (!JsonNode.DeepEquals(before[name], after[name])) yield return $"metadata.{name}: wanted {before[name]?.ToJsonString()}, got {after[name]?.ToJsonString()}";
        }

        foreach (var name in (string[])["uid", "resourceVersion", "creationTimestamp", "deletionTimestamp"])
        {
            if (before.ContainsKey(name) != after.ContainsKey(name)) yield return $"metadata.{name}: wanted {before.ContainsKey(name)}";
        }

        var owners = Owners(before);
        if (!owners.SequenceEqual(Owners(after))) yield return $"managedFields: wanted {string.Join("\n", owners)}\ngot {string.Join("\n", Owners(after))}";
        foreach (var (name, sent) in (step["body"] as JsonObject ?? []).Where(field => field.Key is not ("apiVersion" or "kind" or "metadata")))
        {
            if (wanted[name] is { } kept && Missing(Sent(kept, sent), got[name], name) is { Count: > 0 } missing) yield return string.Join("; ", missing);
        }
    }

    private static List<string> Owners(JsonObject metadata) =>
    [
        .. (metadata["managedFields"] as JsonArray ?? [])
            .Select(entry => $"{entry!["manager"]} {entry["operation"]} {entry["subresource"]} {Sorted(entry["fieldsV1"])}").Order(StringComparer.Ordinal),
    ];

    private static string Sorted(JsonNode? node) => node is JsonObject fields
        ? "{" + string.Join(',', fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}:{Sorted(field.Value)}")) + "}"
        : node?.ToJsonString() ?? "null";

    /// <summary>Of what the server kept, the part that the request spoke of.</summary>
    private static JsonNode? Sent(JsonNode? kept, JsonNode? sent) => (kept, sent) switch
    {
        (JsonObject all, JsonObject some) => new JsonObject(some.Where(field => all.ContainsKey(field.Key)).Select(field => KeyValuePair.Create(field.Key, Sent(all[field.Key], field.Value)))),
        (JsonArray all, JsonArray some) when all.Count == some.Count => new JsonArray([.. all.Zip(some, Sent)]),
        _ => kept?.DeepClone(),
    };

    /// <summary>Every place where <paramref name="got"/> lacks or contradicts what is wanted.</summary>
    private static List<string> Missing(JsonNode? wanted, JsonNode? got, string path) => (wanted, got) switch
    {
        (JsonObject fields, JsonObject there) => [.. fields.SelectMany(field => Missing(field.Value, there[field.Key], $"{path}.{field.Key}"))],
        (JsonArray items, JsonArray there) when items.Count == there.Count => [.. items.SelectMany((item, i) => Missing(item, there[i], $"{path}[{i}]"))],
        _ => JsonNode.DeepEquals(wanted, got) ? [] : [$"{path}: wanted {wanted?.ToJsonString()}, got {got?.ToJsonString()}"],
    };
}
