using System.Text;
using System.Text.Json.Nodes;

namespace FedScaler.Controllers.Access;

/// <summary>Access rules as a Role's <c>rules</c>: as JSON to be sent, and as YAML to be read, with what each is for above it.</summary>
public static class PolicyRules
{
    /// <summary>A Role's or ClusterRole's <c>rules</c>.</summary>
    public static JsonArray ToJson(IEnumerable<AccessRule> rules) => new([.. rules.Select(static rule => ToJson(rule))]);

    /// <summary>The items of <c>rules:</c> as lines of YAML, each item under a comment that tells its purpose.</summary>
    public static string ToYaml(IEnumerable<AccessRule> rules)
    {
        var text = new StringBuilder();
        foreach (var rule in rules)
        {
            text.Append("# ").Append(rule.Purpose).Append('\n')
                .Append("- apiGroups: [").Append(rule.Group.Length == 0 ? "\"\"" : rule.Group).Append("]\n")
                .Append("  resources: [").AppendJoin(", ", rule.Resources).Append("]\n");
            if (rule.ResourceNames.Length > 0) text.Append("  resourceNames: [").AppendJoin(", ", rule.ResourceNames).Append("]\n");
            text.Append("  verbs: [").AppendJoin(", ", rule.Verbs.Select(static verb => verb == "*" ? "\"*\"" : verb)).Append("]\n");
        }

        return text.ToString();
    }

    private static JsonObject ToJson(AccessRule rule)
    {
        var json = new JsonObject { ["apiGroups"] = Strings([rule.Group]), ["resources"] = Strings(rule.Resources) };
        if (rule.ResourceNames.Length > 0) json["resourceNames"] = Strings(rule.ResourceNames);
        json["verbs"] = Strings(rule.Verbs);
        return json;
    }

    private static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Select(static text => JsonValue.Create(text))]);
}
