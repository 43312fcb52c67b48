using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Selectors;

/// <summary>A field selector: requirements of the form <c>path=value</c> or <c>path!=value</c> on the few fields a kind offers.</summary>
internal sealed class FieldSelector
{
    public static readonly FieldSelector Everything = new([]);

    private readonly List<(string Path, string[] Steps, string Value, bool Equal)> _requirements;

    private FieldSelector(List<(string Path, string[] Steps, string Value, bool Equal)> requirements) => _requirements = requirements;

    public bool IsEverything => _requirements.Count == 0;

    public static FieldSelector Parse(string? text, ResourceType resource)
    {
        if (string.IsNullOrEmpty(text)) return Everything;
        var requirements = new List<(string, string[], string, bool)>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var unequal = part.IndexOf("!=", StringComparison.Ordinal);
            var at = unequal >= 0 ? unequal : part.IndexOf('=', StringComparison.Ordinal);
            if (at < 0) throw ApiException.BadRequest($"invalid selector: '{text}'; can't understand '{part}'");
            var path = part[..at];
            var value = part[at..].TrimStart('!', '=');
            requirements.Add((path, Steps(path, resource), value, unequal < 0));
        }

        return new FieldSelector(requirements);
    }

    public bool Matches(JsonObject value)
    {
        foreach (var (_, steps, wanted, equal) in _requirements)
        {
            if (Shown(value.At(steps)) == wanted != equal) return false;
        }

        return true;
    }

    public override string ToString() =>
        string.Join(',', _requirements.Select(requirement => requirement.Path + (requirement.Equal ? "=" : "!=") + requirement.Value));

    private static string Shown(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => node.ToJsonString(),
    };

    private static string[] Steps(string path, ResourceType resource)
    {
        var fields = SelectableFields.Of(resource);
        if (!fields.TryGetValue(path, out var stored))
        {
            var known = string.Join(", ", fields.Keys.Select(field => $"\"{field}\""));
            throw ApiException.BadRequest($"\"{path}\" is not a known field selector: only {known}");
        }

        return stored.Split('.');
    }
}
