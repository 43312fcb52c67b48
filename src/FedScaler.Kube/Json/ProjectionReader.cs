using System.Text.Json;

namespace FedScaler.Kube.Json;

/// <summary>
/// The few steps that a projection is made of. The reader stands on a value's first token before each and on its last
/// after; null is taken as empty, as Go does.
/// </summary>
public static class ProjectionReader
{
    /// <summary>Demands an object.</summary>
    public static void StartObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("not an object");
    }

    /// <summary>Goes to an object's next property name; false at its end.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>From a property's name to the object it holds; false when it holds null.</summary>
    public static bool EnterObject(ref Utf8JsonReader reader) => Enter(ref reader, JsonTokenType.StartObject);

    /// <summary>From a property's name to the array it holds; false when it holds null.</summary>
    public static bool EnterArray(ref Utf8JsonReader reader) => Enter(ref reader, JsonTokenType.StartArray);

    /// <summary>Goes to an array's next element, an object; false at its end.</summary>
    public static bool NextObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray) return false;
        StartObject(ref reader);
        return true;
    }

    /// <summary>From a property's name to the end of its value.</summary>
    public static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <summary>From a property's name to the string it holds; null stays null.</summary>
    public static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Null => null,
            _ => throw new JsonException("not a string"),
        };
    }

    /// <summary>From a property's name to its value, and whether that is this very string.</summary>
    public static bool TextIs(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String) return reader.ValueTextEquals(utf8);
        return reader.TokenType is JsonTokenType.Null ? false : throw new JsonException("not a string");
    }

    /// <summary>From a property's name to its value; null is false.</summary>
    public static bool Flag(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False or JsonTokenType.Null => false,
            _ => throw new JsonException("not a boolean"),
        };
    }

    private static bool Enter(ref Utf8JsonReader reader, JsonTokenType start)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.Null) return false;
        return reader.TokenType == start ? true : throw new JsonException($"not {(start is JsonTokenType.StartObject ? "an object" : "an array")}");
    }
}
