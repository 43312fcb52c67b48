using System.Text.Json;
using System.Text.Json.Nodes;

namespace FedScaler.Packaging.Tests.Support;

/// <summary>Holds objects to the fields that Kubernetes' own kinds have: an unknown field, a wrong type and a missing field are found.</summary>
internal static class KubernetesTypes
{
    private static readonly JsonNode Known = Load();

    /// <summary>What is wrong with an object, each with its path; empty when nothing is.</summary>
    public static IReadOnlyList<string> Problems(JsonNode resource)
    {
        var kind = $"{resource["apiVersion"]}/{resource["kind"]}";
        if ((string?)Known["kinds"]![kind] is not { } type) return [$"nothing is known of {kind}: add it to TestData/kubernetes-types.json"];
        var problems = new List<string>();
        Check(resource, type, $"{resource["kind"]}", problems);
        return problems;
    }

    private static void Check(JsonNode? node, string type, string path, List<string> problems)
    {
        switch (type)
        {
            case "any":
                return;
            case "string" or "boolean" or "number" or "object" or "string|number":
                Expect(type.Split('|').Contains(KindOf(node)));
                return;
            case ['=', .. var constant]:
                Expect(KindOf(node) == "string" && (string?)node == constant);
                return;
            case ['[', .. var item, ']']:
                if (Expect(node is JsonArray))
                    foreach (var (index, one) in node!.AsArray().Index()) Check(one, item, $"{path}[{index}]", problems);
                return;
            case ['{', .. var value, '}']:
                if (Expect(node is JsonObject))
                    foreach (var (name, one) in node!.AsObject()) Check(one, value, $"{path}.{name}", problems);
                return;
            default:
                if (Expect(node is JsonObject)) CheckFields(node!.AsObject(), Known["types"]![type]!.AsObject(), path, problems);
                return;
        }

        bool Expect(bool met)
        {
            if (!met) problems.Add($"{path} is {node?.ToJsonString() ?? "null"} where {type} is expected");
            return met;
        }
    }

    private static void CheckFields(JsonObject node, JsonObject fields, string path, List<string> problems)
    {
        foreach (var (name, _) in fields)
            if (name.EndsWith('!') && !node.ContainsKey(name[..^1])) problems.Add($"{path}.{name[..^1]} is required");
        foreach (var (name, value) in node)
        {
            if ((fields[name] ?? fields[$"{name}!"]) is { } type) Check(value, (string)type!, $"{path}.{name}", problems);
            else problems.Add($"{path}.{name}: there is no such field");
        }
    }

    private static string KindOf(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => "number",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        _ => "null",
    };

    private static JsonNode Load()
    {
        using var stream = typeof(KubernetesTypes).Assembly.GetManifestResourceStream("kubernetes-types.json")!;
        return JsonNode.Parse(stream)!;
    }
}
