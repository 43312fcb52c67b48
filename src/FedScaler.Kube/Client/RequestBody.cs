using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace FedScaler.Kube.Client;

/// <summary>JSON, as UTF-8, on its way to the server.</summary>
public readonly record struct RequestBody(ReadOnlyMemory<byte> Utf8)
{
    public static RequestBody From<T>(T value, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(value, type));

    public static RequestBody From(JsonNode node)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer)) node.WriteTo(writer);
        return new RequestBody(buffer.ToArray());
    }
}
