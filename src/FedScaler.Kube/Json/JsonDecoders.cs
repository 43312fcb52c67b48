using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;

namespace FedScaler.Kube.Json;

/// <summary>The decoders that most callers need.</summary>
public static class JsonDecoders
{
    /// <summary>The whole object as it is. Items of a list get the kind and apiVersion that lists leave out.</summary>
    public static readonly JsonDecoder<JsonObject> Object = new ObjectDecoder();

    /// <summary>Any JSON value.</summary>
    public static readonly JsonDecoder<JsonNode> Node = JsonDecoder<JsonNode>.Of(KubeJsonContext.Default.JsonNode);

    /// <summary>Ignores the body, which need not be JSON (<c>/readyz</c>): true for every success.</summary>
    public static readonly JsonDecoder<bool> Nothing = new NothingDecoder();

    /// <summary>Name, version, labels and the like of any kind, and nothing else.</summary>
    public static readonly JsonDecoder<ObjectMeta> Metadata = new MetadataDecoder();

    public static readonly JsonDecoder<Scale> Scale = JsonDecoder<Scale>.Of(KubeJsonContext.Default.Scale);

    public static readonly JsonDecoder<Secret> Secret = JsonDecoder<Secret>.Of(KubeJsonContext.Default.Secret);

    public static readonly JsonDecoder<Namespace> Namespace = JsonDecoder<Namespace>.Of(KubeJsonContext.Default.Namespace);

    public static readonly JsonDecoder<Lease> Lease = JsonDecoder<Lease>.Of(KubeJsonContext.Default.Lease);

    private sealed class ObjectDecoder : JsonDecoder<JsonObject>
    {
        public override JsonObject Read(ref Utf8JsonReader reader) =>
            JsonSerializer.Deserialize(ref reader, KubeJsonContext.Default.JsonObject) ?? throw new JsonException("null where an object belongs");

        public override void Stamp(JsonObject item, string apiVersion, string kind)
        {
            if (item["kind"] is null) item["kind"] = kind;
            if (item["apiVersion"] is null) item["apiVersion"] = apiVersion;
        }
    }

    private sealed class MetadataDecoder : JsonDecoder<ObjectMeta>
    {
        public override ObjectMeta Read(ref Utf8JsonReader reader)
        {
            ObjectMeta? metadata = null;
            ProjectionReader.StartObject(ref reader);
            while (ProjectionReader.NextProperty(ref reader))
            {
                if (reader.ValueTextEquals("metadata"u8))
                {
                    reader.Read();
                    metadata = JsonSerializer.Deserialize(ref reader, KubeJsonContext.Default.ObjectMeta);
                }
                else
                {
                    ProjectionReader.SkipValue(ref reader);
                }
            }

            return metadata ?? throw new JsonException("an object without metadata");
        }
    }
}
