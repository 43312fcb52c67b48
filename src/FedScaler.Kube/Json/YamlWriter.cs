using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FedScaler.Kube.Json;

/// <summary>Writes block-style YAML laid out as kubectl does: two spaces a level, sequences flush with their key.</summary>
internal sealed class YamlWriter
{
    private const string Indicators = "-?:,[]{}#&*!|>'\"%@`=<";
    private readonly StringBuilder _text = new();

    public void WriteDocument(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } fields: WriteMapping(fields, 0, firstLineOpen: false); break;
            case JsonArray { Count: > 0 } items: WriteSequence(items, 0, firstLineOpen: false); break;
            default:
                WriteScalar(node, 0);
                _text.Append('\n');
                break;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <param name="firstLineOpen">The first key goes on the line that a sequence's dash has begun.</param>
    private void WriteMapping(JsonObject fields, int indent, bool firstLineOpen)
    {
        foreach (var (key, value) in fields)
        {
            if (!firstLineOpen) _text.Append(' ', indent);
            firstLineOpen = false;
            _text.Append(Quote(key)).Append(':');
            switch (value)
            {
                case JsonObject { Count: > 0 } inner:
                    _text.Append('\n');
                    WriteMapping(inner, indent + 2, firstLineOpen: false);
                    break;
                case JsonArray { Count: > 0 } items:
                    _text.Append('\n');
                    WriteSequence(items, indent, firstLineOpen: false);
                    break;
                default:
                    _text.Append(' ');
                    WriteScalar(value, indent + 2);
                    _text.Append('\n');
                    break;
            }
        }
    }

    private void WriteSequence(JsonArray items, int indent, bool firstLineOpen)
    {
        foreach (var item in items)
        {
            if (!firstLineOpen) _text.Append(' ', indent);
            firstLineOpen = false;
            _text.Append("- ");
            switch (item)
            {
                case JsonObject { Count: > 0 } inner: WriteMapping(inner, indent + 2, firstLineOpen: true); break;
                case JsonArray { Count: > 0 } inner: WriteSequence(inner, indent + 2, firstLineOpen: true); break;
                default:
                    WriteScalar(item, indent + 2);
                    _text.Append('\n');
                    break;
            }
        }
    }

    private void WriteScalar(JsonNode? node, int indent)
    {
        switch (node)
        {
            case null: _text.Append("null"); break;
            case JsonObject: _text.Append("{}"); break;
            case JsonArray: _text.Append("[]"); break;
            case { } when node.GetValueKind() == JsonValueKind.String: WriteString(node.GetValue<string>(), indent); break;
            default: _text.Append(node.ToJsonString()); break;
        }
    }

    private void WriteString(string value, int indent)
    {
        if (!FitsBlock(value))
        {
            _text.Append(Quote(value));
            return;
        }

        _text.Append(value.EndsWith('\n') ? "|" : "|-");
        foreach (var line in value.TrimEnd('\n').Split('\n'))
        {
            _text.Append('\n');
            if (line.Length > 0) _text.Append(' ', indent).Append(line);
        }
    }

    /// <summary>A literal block keeps text as it stands, but for leading spaces, trailing blank lines and control characters.</summary>
    private static bool FitsBlock(string value) =>
        value.TrimEnd('\n').Contains('\n') && !value.EndsWith("\n\n", StringComparison.Ordinal) && value[0] is not (' ' or '\n')
        && !value.AsSpan().ContainsAnyInRange('\0', '\b') && !value.Any(static c => c != '\n' && IsUnprintable(c));

    private static string Quote(string value) => IsPlain(value) ? value : $"\"{Escape(value)}\"";

    private static bool IsPlain(string value) =>
        value.Length > 0
        && !YamlScalar.ReadsAsOtherThanString(value)
        && !Indicators.Contains(value[0]) && value[0] != ' ' && value[^1] is not (' ' or ':')
        && !value.Contains(": ", StringComparison.Ordinal) && !value.Contains(" #", StringComparison.Ordinal)
        && value is not "..." && !value.Any(IsUnprintable);

    private static bool IsUnprintable(char c) => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF';

    private static string Escape(string value)
    {
        var text = new StringBuilder(value.Length + 8);
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\t' => text.Append("\\t"),
                _ when IsUnprintable(c) && !char.IsSurrogate(c) => text.Append("\\u").Append(((int)c).ToString("x4")),
                _ => text.Append(c),
            };
        }

        return text.ToString();
    }
}
