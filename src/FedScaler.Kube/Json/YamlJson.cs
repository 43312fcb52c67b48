using System.Text.Json.Nodes;

namespace FedScaler.Kube.Json;

/// <summary>
/// YAML to JSON and back, typed as kubectl types it (sigs.k8s.io/yaml): what is quoted stays a string, plain scalars
/// become null, booleans (<c>yes</c> and <c>on</c> too), numbers, or strings. JSON is YAML, so it is read as well.
/// </summary>
public static class YamlJson
{
    /// <summary>All documents of a text; empty ones are left out.</summary>
    /// <exception cref="YamlFormatException">Malformed, a key twice in a mapping, too deep, or too large once aliases are expanded.</exception>
    public static IReadOnlyList<JsonNode> ParseAll(string yaml, YamlLimits? limits = null)
    {
        using var text = new StringReader(yaml);
        return new YamlReader(text, limits ?? YamlLimits.Default).ReadDocuments();
    }

    /// <summary>The one document of a text, or null when it is empty.</summary>
    /// <exception cref="YamlFormatException">As <see cref="ParseAll"/>, or there is more than one document.</exception>
    public static JsonNode? Parse(string yaml, YamlLimits? limits = null) => ParseAll(yaml, limits) switch
    {
        [] => null,
        [var only] => only,
        _ => throw new YamlFormatException("one document is expected here, and there are several", 1, 1),
    };

    /// <summary>Block-style YAML, a line feed at the end; strings that would read as something else are quoted.</summary>
    public static string Write(JsonNode? node)
    {
        var writer = new YamlWriter();
        writer.WriteDocument(node);
        return writer.ToString();
    }

    /// <summary>Several documents, with <c>---</c> between them.</summary>
    public static string WriteAll(IEnumerable<JsonNode> documents) => string.Join("---\n", documents.Select(Write));
}
