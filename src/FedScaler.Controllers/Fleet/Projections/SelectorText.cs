namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>The text form of label selectors (k8s.io/apimachinery/pkg/labels).</summary>
internal static class SelectorText
{
    public static bool TryParse(string text, out List<SelectorRequirement> requirements)
    {
        requirements = [];
        foreach (var part in Split(text))
        {
            if (ParseOne(part.Trim()) is not { } requirement) return false;
            requirements.Add(requirement);
        }

        return true;
    }

    /// <summary>Splits at the commas that are not within parentheses.</summary>
    private static IEnumerable<string> Split(string text)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] != ',' || depth > 0) continue;
            yield return text[start..i];
            start = i + 1;
        }

        if (text.Length > 0) yield return text[start..];
    }

    private static SelectorRequirement? ParseOne(string part)
    {
        if (part.Length == 0) return null;
        if (part[0] == '!') return new SelectorRequirement(part[1..].Trim(), "DoesNotExist", []);
        if (part.IndexOf("!=", StringComparison.Ordinal) is var unequal and > 0)
            return new SelectorRequirement(part[..unequal].Trim(), "NotIn", [part[(unequal + 2)..].Trim()]);
        if (part.IndexOf('=', StringComparison.Ordinal) is var equal and > 0)
            return new SelectorRequirement(part[..equal].Trim(), "In", [part[(equal + 1)..].TrimStart('=').Trim()]);
        if (part.EndsWith(')') && part.IndexOf('(', StringComparison.Ordinal) is var open and > 0) return ParseSet(part, open);
        return part.Contains(' ', StringComparison.Ordinal) ? null : new SelectorRequirement(part, "Exists", []);
    }

    private static SelectorRequirement? ParseSet(string part, int open)
    {
        string[] values = [.. part[(open + 1)..^1].Split(',').Select(v => v.Trim())];
        return part[..open].Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            [var key, "in"] => new SelectorRequirement(key, "In", values),
            [var key, "notin"] => new SelectorRequirement(key, "NotIn", values),
            _ => null,
        };
    }
}
