using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.Simulation.Objects;

/// <summary>meta/v1 LabelSelector and the like: every requirement must hold.</summary>
internal static class LabelSelector
{
    /// <summary>Whether labels satisfy matchLabels and matchExpressions; an empty selector matches everything, null nothing.</summary>
    public static bool Matches(JsonNode? selector, JsonNode? labels)
    {
        if (selector is null) return false;
        if (selector.At("matchLabels") is JsonObject exact && !HasAll(exact, labels)) return false;
        foreach (var requirement in selector.At("matchExpressions").Items())
        {
            if (!Holds(requirement, labels.At(requirement.Text("key")).Text())) return false;
        }

        return true;
    }

    /// <summary>matchLabels as the text that a scale subresource shows.</summary>
    public static string Text(JsonNode? selector)
    {
        var labels = selector.At("matchLabels") as JsonObject ?? [];
        return string.Join(',', labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value.Text()}"));
    }

    public static bool HasAll(JsonObject wanted, JsonNode? labels)
    {
        foreach (var (name, value) in wanted)
        {
            if (labels.At(name).Text() != value.Text()) return false;
        }

        return true;
    }

    /// <summary>One requirement of a label or node selector on the label's value (null: absent).</summary>
    public static bool Holds(JsonNode requirement, string? value) => requirement.Text("operator") switch
    {
        "In" => value is not null && requirement.At("values").Items().Any(one => one.Text() == value),
        "NotIn" => value is null || requirement.At("values").Items().All(one => one.Text() != value),
        "Exists" => value is not null,
        "DoesNotExist" => value is null,
        "Gt" => Compare(requirement, value) > 0,
        "Lt" => Compare(requirement, value) < 0,
        _ => false,
    };

    private static int Compare(JsonNode requirement, string? value) =>
        long.TryParse(value, out var left) && long.TryParse(requirement.At("values").Items().FirstOrDefault().Text(), out var right)
            ? left.CompareTo(right)
            : 0;
}
