using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FedScaler.Kube.Json;

/// <summary>
/// What a scalar means. The rules are those of kubectl's YAML library (sigs.k8s.io/yaml goyaml.v2 resolve.go), so that
/// one file means the same to both; dates stay strings.
/// </summary>
internal static partial class YamlScalar
{
    private static readonly FrozenSet<string> True =
        FrozenSet.Create("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");

    private static readonly FrozenSet<string> False =
        FrozenSet.Create("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");

    private static readonly FrozenSet<string> Null = FrozenSet.Create("", "~", "null", "Null", "NULL");

    public static JsonNode? ToJson(Scalar scalar)
    {
        if (scalar.Style is not ScalarStyle.Plain) return JsonValue.Create(scalar.Value);
        if (!scalar.Tag.IsEmpty) return Tagged(scalar);
        return Resolve(scalar.Value, out var value) ? value : JsonValue.Create(scalar.Value);
    }

    /// <summary>Whether a plain scalar of this text would be read as anything but a string.</summary>
    public static bool ReadsAsOtherThanString(string text) => Resolve(text, out _) || NotFinite().IsMatch(text) || Date().IsMatch(text);

    private static JsonNode? Tagged(Scalar scalar) => scalar.Tag.Value switch
    {
        "tag:yaml.org,2002:str" or "!" => JsonValue.Create(scalar.Value),
        "tag:yaml.org,2002:int" or "tag:yaml.org,2002:float" or "tag:yaml.org,2002:bool" or "tag:yaml.org,2002:null"
            when Resolve(scalar.Value, out var value) => value,
        _ => throw new YamlFormatException("a tag that has no meaning here", scalar.Start.Line, scalar.Start.Column),
    };

    private static bool Resolve(string text, out JsonNode? value)
    {
        value = null;
        if (Null.Contains(text)) return true;
        if (True.Contains(text)) value = JsonValue.Create(true);
        else if (False.Contains(text)) value = JsonValue.Create(false);
        else if (Date().IsMatch(text)) return false;
        else value = Number(text.Replace("_", "", StringComparison.Ordinal), text);
        return value is not null;
    }

    private static JsonNode? Number(string digits, string text)
    {
        if (!char.IsAsciiDigit(text[0]) && text[0] is not ('+' or '-' or '.')) return null;
        if (Whole(digits) is { } whole) return JsonNode.Parse(whole.ToString());
        if (!Float().IsMatch(digits)) return null;
        if (JsonNumber().IsMatch(digits)) return JsonNode.Parse(digits);
        return double.TryParse(digits, NumberStyles.Float, null, out var number) && double.IsFinite(number)
            ? JsonNode.Parse(number.ToString("R"))
            : null;
    }

    /// <summary>Go's ParseInt with base 0: decimal, 0x, 0o or a leading 0, 0b.</summary>
    private static Int128? Whole(string digits)
    {
        var negative = digits.StartsWith('-');
        var rest = digits.AsSpan(negative || digits.StartsWith('+') ? 1 : 0);
        var (numberBase, prefix) = rest switch
        {
            ['0', 'x' or 'X', ..] => (16, 2),
            ['0', 'o' or 'O', ..] => (8, 2),
            ['0', 'b' or 'B', ..] => (2, 2),
            ['0', _, ..] => (8, 1),
            _ => (10, 0),
        };
        var body = rest[prefix..];
        if (body.Length is 0 or > 64) return null;
        Int128 value = 0;
        foreach (var c in body)
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : int.MaxValue;
            if (digit >= numberBase) return null;
            value = value * numberBase + digit;
            if (value > ulong.MaxValue) return null;
        }

        return negative ? -value : value;
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Float();

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex JsonNumber();

    [GeneratedRegex(@"^[-+]?\.(inf|Inf|INF|nan|NaN|NAN)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex NotFinite();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Date();
}
