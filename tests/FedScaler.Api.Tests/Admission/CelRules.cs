using System.Text.Json.Nodes;

namespace FedScaler.Api.Tests.Admission;

/// <summary>The rules that a schema holds, wherever they stand.</summary>
internal static class CelRules
{
    public static IEnumerable<(string Path, string Rule, string Message)> Of(JsonObject schema, string path = "")
    {
        foreach (var rule in schema["x-kubernetes-validations"] as JsonArray ?? [])
            yield return (path, (string)rule!["rule"]!, (string)rule["message"]!);
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
            foreach (var rule in Of(property!.AsObject(), $"{path}.{name}")) yield return rule;
        foreach (var keyword in new[] { "items", "additionalProperties" })
            if (schema[keyword] is JsonObject each)
                foreach (var rule in Of(each, $"{path}[]")) yield return rule;
    }
}
