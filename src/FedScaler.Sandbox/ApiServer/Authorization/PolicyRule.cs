using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.ApiServer.Authorization;

/// <summary>One rule of a Role or ClusterRole (pkg/apis/rbac/v1/evaluation_helpers.go).</summary>
internal sealed record PolicyRule
{
    public required IReadOnlyList<string> Verbs { get; init; }

    public IReadOnlyList<string> ApiGroups { get; init; } = [];

    public IReadOnlyList<string> Resources { get; init; } = [];

    public IReadOnlyList<string> ResourceNames { get; init; } = [];

    public IReadOnlyList<string> NonResourceUrls { get; init; } = [];

    public static PolicyRule Read(JsonObject rule) => new()
    {
        Verbs = Texts(rule["verbs"]),
        ApiGroups = Texts(rule["apiGroups"]),
        Resources = Texts(rule["resources"]),
        ResourceNames = Texts(rule["resourceNames"]),
        NonResourceUrls = Texts(rule["nonResourceURLs"]),
    };

    public bool Allows(AccessAttributes asked)
    {
        if (!Has(Verbs, asked.Verb)) return false;
        if (asked.Path is { } path) return NonResourceUrls.Any(allowed => MatchesPath(allowed, path));
        return Has(ApiGroups, asked.Group) && MatchesResource(asked) && (ResourceNames.Count == 0 || ResourceNames.Contains(asked.Name));
    }

    public JsonObject ToJson()
    {
        var rule = new JsonObject { ["verbs"] = ToJson(Verbs) };
        if (NonResourceUrls.Count > 0)
        {
            rule["nonResourceURLs"] = ToJson(NonResourceUrls);
            return rule;
        }

        rule["apiGroups"] = ToJson(ApiGroups);
        rule["resources"] = ToJson(Resources);
        if (ResourceNames.Count > 0) rule["resourceNames"] = ToJson(ResourceNames);
        return rule;
    }

    private bool MatchesResource(AccessAttributes asked) =>
        Has(Resources, asked.ResourceAndSubresource) || (asked.Subresource.Length > 0 && Resources.Contains($"*/{asked.Subresource}"));

    private static bool MatchesPath(string allowed, string path) =>
        allowed == "*" || allowed == path || (allowed.EndsWith('*') && path.StartsWith(allowed.TrimEnd('*'), StringComparison.Ordinal));

    private static bool Has(IReadOnlyList<string> texts, string text) => texts.Contains("*") || texts.Contains(text);

    private static string[] Texts(JsonNode? list) => [.. (list as JsonArray ?? []).OfType<JsonValue>().Select(static each => each.GetValue<string>())];

    private static JsonArray ToJson(IReadOnlyList<string> texts) => [.. texts.Select(static text => (JsonNode)text)];
}
