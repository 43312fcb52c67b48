using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>Hash of an HPA's metrics and behavior that does not depend on the order in which fields are written.</summary>
public static class HpaDocumentHash
{
    private const int HashBytes = 8;

    /// <summary>16 hexadecimal digits.</summary>
    public static string Of(JsonNode? metrics, JsonNode? behavior)
    {
        using var text = Write(metrics, behavior);
        return Convert.ToHexStringLower(SHA256.HashData(text.GetBuffer().AsSpan(0, (int)text.Length))[..HashBytes]);
    }

    /// <summary>Both in one array, fields ordered by name; the caller disposes it.</summary>
    internal static MemoryStream Write(JsonNode? metrics, JsonNode? behavior)
    {
        var buffer = new MemoryStream();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartArray();
        Write(writer, metrics);
        Write(writer, behavior);
        writer.WriteEndArray();
        return buffer;
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonObject fields:
                writer.WriteStartObject();
                foreach (var (name, value) in fields.OrderBy(f => f.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (var item in items) Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }
}
