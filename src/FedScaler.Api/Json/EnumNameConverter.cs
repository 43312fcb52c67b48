using System.Text.Json;
using System.Text.Json.Serialization;

namespace FedScaler.Api.Json;

/// <summary>
/// An enum by the names of its members, case and all. A name that this version does not know is read as
/// <see cref="Unknown"/> and refused by validation: one object from a newer schema must not end a watch.
/// </summary>
public sealed class EnumNameConverter<T> : JsonConverter<T> where T : struct, Enum
{
    /// <summary>The value that stands for a name not known here; none of the enum's members.</summary>
    public static readonly T Unknown = (T)Enum.ToObject(typeof(T), -1);

    private static readonly Dictionary<string, T> Values = Enum.GetNames<T>().ToDictionary(name => name, Enum.Parse<T>);

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException($"must be one of {string.Join(", ", Values.Keys)}");
        return Values.GetValueOrDefault(reader.GetString()!, Unknown);
    }

    /// <summary>Writes a name that no schema lets in for <see cref="Unknown"/>, so that validation can point at it.</summary>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Enum.GetName(value) ?? "(not known to this version)");
}
