using System.Text.Json;

namespace FedScaler.Api.Validation;

/// <summary>Finds keys that JSON gives twice in one object; most readers silently let the last one win.</summary>
internal static class DuplicateKeys
{
    /// <summary>Path of the first one, e.g. <c>spec.split.strategy</c>; null when there is none.</summary>
    /// <exception cref="JsonException">Malformed.</exception>
    public static string? First(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        // One level an open object or array; Keys is null for an array, whose items are counted instead.
        var levels = new Stack<Level>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    var level = levels.Peek();
                    level.Key = reader.GetString()!;
                    if (!level.Keys!.Add(level.Key)) return Path(levels);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    levels.Pop();
                    break;
                default:
                    if (levels.TryPeek(out var parent) && parent.Keys is null) parent.Index++;
                    if (reader.TokenType is JsonTokenType.StartObject) levels.Push(new Level { Keys = [] });
                    if (reader.TokenType is JsonTokenType.StartArray) levels.Push(new Level());
                    break;
            }
        }

        return null;
    }

    private static string Path(Stack<Level> levels) =>
        string.Concat(levels.Reverse().Select(level => level.Keys is null ? $"[{level.Index}]" : $".{level.Key}")).TrimStart('.');

    private sealed class Level
    {
        public HashSet<string>? Keys { get; init; }

        public string Key { get; set; } = "";

        public int Index { get; set; } = -1;
    }
}
