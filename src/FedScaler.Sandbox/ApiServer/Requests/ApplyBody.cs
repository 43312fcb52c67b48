using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Errors;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>Reads the body of an apply patch, which is YAML; JSON, what most clients send, is a part of that and read as such.</summary>
internal static class ApplyBody
{
    public static async Task<JsonObject> ReadAsync(ApiRequest request)
    {
        using var reader = new StreamReader(request.Http.Request.Body);
        var text = await reader.ReadToEndAsync(request.Http.RequestAborted);
        return Parse(text) ?? throw ApiException.BadRequest("error decoding YAML: the patch is no object");
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            if (text.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal)) return JsonNode.Parse(text) as JsonObject;
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            return yaml.Documents.Count > 0 ? Convert(yaml.Documents[0].RootNode) as JsonObject : null;
        }
        catch (Exception failure) when (failure is YamlException or System.Text.Json.JsonException)
        {
            throw ApiException.BadRequest($"error decoding YAML: {failure.Message}");
        }
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value ?? "", Convert(child.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value ?? ""),
        YamlScalarNode scalar => scalar.Value,
        _ => null,
    };

    /// <summary>YAML 1.2's core schema, as sigs.k8s.io/yaml resolves plain scalars.</summary>
    private static JsonNode? Plain(string text)
    {
        if (text is "" or "~" or "null" or "Null" or "NULL") return null;
        if (text is "true" or "True" or "TRUE") return true;
        if (text is "false" or "False" or "FALSE") return false;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)) return integer;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : text;
    }
}
