using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FedScaler.Kube.Json;

/// <summary>
/// Reads one object from JSON. A projection overrides <see cref="Read"/> and keeps only what is needed, so that a
/// cached pod costs bytes, not kilobytes; everything else comes from source-generated type info.
/// </summary>
public abstract class JsonDecoder<T>
{
    /// <summary>Reads the value at the reader, which stands on its first token, and leaves it on the last one.</summary>
    /// <exception cref="JsonException">The JSON is malformed or not of this shape.</exception>
    public abstract T Read(ref Utf8JsonReader reader);

    /// <summary>
    /// Told of every item of a list what the list's kind says the item is: lists leave kind and apiVersion out of their items.
    /// Overridden where the value has a place for them.
    /// </summary>
    public virtual void Stamp(T item, string apiVersion, string kind)
    {
    }

    /// <summary>Whether the status alone is the answer, so that the body need not even be JSON.</summary>
    internal virtual bool TryWithoutBody([MaybeNullWhen(false)] out T value)
    {
        value = default;
        return false;
    }

    /// <summary>A decoder that keeps all that the type declares.</summary>
    public static JsonDecoder<T> Of(JsonTypeInfo<T> type) => new TypeInfoDecoder(type);

    private sealed class TypeInfoDecoder(JsonTypeInfo<T> type) : JsonDecoder<T>
    {
        public override T Read(ref Utf8JsonReader reader) =>
            JsonSerializer.Deserialize(ref reader, type) ?? throw new JsonException($"null where a {typeof(T).Name} belongs");
    }
}
