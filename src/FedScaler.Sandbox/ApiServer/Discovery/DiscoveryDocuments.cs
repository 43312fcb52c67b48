using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Resources;

namespace FedScaler.Sandbox.ApiServer.Discovery;

/// <summary>What the server says it serves: /api, /apis, groups and resource lists, in their plain (not aggregated) form.</summary>
internal sealed class DiscoveryDocuments(ResourceRegistry registry)
{
    /// <summary>The document at a path; null when there is none.</summary>
    public JsonObject? Find(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["api"] => new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1"), ["serverAddressByClientCIDRs"] = new JsonArray() },
        ["apis"] => GroupList(),
        ["api", "v1"] => ResourceList("", "v1"),
        ["apis", var group] => Group(group),
        ["apis", var group, var version] => ResourceList(group, version),
        _ => null,
    };

    private JsonObject GroupList()
    {
        var groups = registry.All.Select(served => served.Type.Group).Where(group => group.Length > 0).Append("authorization.k8s.io")
            .Append("authentication.k8s.io").Distinct().Order(StringComparer.Ordinal);
        return new JsonObject
        {
            ["kind"] = "APIGroupList",
            ["apiVersion"] = "v1",
            ["groups"] = new JsonArray([.. groups.Select(Group)]),
        };
    }

    private JsonObject? Group(string group)
    {
        var versions = registry.All.Where(served => served.Type.Group == group).Select(served => served.Type.Version).Distinct()
            .OrderByDescending(version => version, VersionOrder.Instance).ToList();
        if (versions.Count == 0 && group is "authorization.k8s.io" or "authentication.k8s.io") versions = ["v1"];
        if (group.Length == 0 || versions.Count == 0) return null;
        return new JsonObject
        {
            ["kind"] = "APIGroup",
            ["apiVersion"] = "v1",
            ["name"] = group,
            ["versions"] = new JsonArray([.. versions.Select(version => Version(group, version))]),
            ["preferredVersion"] = Version(group, versions[0]),
        };
    }

    private static JsonObject Version(string group, string version) => new() { ["groupVersion"] = $"{group}/{version}", ["version"] = version };

    private JsonObject? ResourceList(string group, string version)
    {
        var resources = registry.All.Where(served => served.Type.Group == group && served.Type.Version == version)
            .OrderBy(served => served.Type.Plural, StringComparer.Ordinal).SelectMany(Entries).Concat(Reviews(group, version)).ToArray();
        if (resources.Length == 0) return null;
        return new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}",
            ["resources"] = new JsonArray([.. resources]),
        };
    }

    private static IEnumerable<JsonNode> Entries(ServedResource served)
    {
        var entry = Entry(served, served.Type.Plural, served.Type.Kind, "create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
        entry["singularName"] = served.Singular;
        if (served.ShortNames.Count > 0) entry["shortNames"] = Texts(served.ShortNames);
        if (served.Categories.Count > 0) entry["categories"] = Texts(served.Categories);
        yield return entry;
        if (served.HasStatus) yield return Entry(served, served.Type.Plural + "/status", served.Type.Kind, "get", "patch", "update");
        if (served.Scale is not null)
        {
            var scale = Entry(served, served.Type.Plural + "/scale", "Scale", "get", "patch", "update");
            scale["group"] = "autoscaling";
            scale["version"] = "v1";
            yield return scale;
        }

        foreach (var other in served.OtherSubresources) yield return Other(served, other);
    }

    private static JsonObject Other(ServedResource served, string name)
    {
        var kind = name switch { "eviction" => "Eviction", "binding" => "Binding", "token" => "TokenRequest", _ => served.Type.Kind };
        var entry = Entry(served, $"{served.Type.Plural}/{name}", kind, name == "finalize" ? "update" : "create");
        if (name is not ("eviction" or "token")) return entry;
        entry["group"] = name == "token" ? "authentication.k8s.io" : "policy";
        entry["version"] = "v1";
        return entry;
    }

    private static IEnumerable<JsonNode> Reviews(string group, string version)
    {
        (string Name, string Kind)[] reviews = (group, version) switch
        {
            ("authorization.k8s.io", "v1") => [("selfsubjectaccessreviews", "SelfSubjectAccessReview"), ("selfsubjectrulesreviews", "SelfSubjectRulesReview")],
            ("authentication.k8s.io", "v1") => [("selfsubjectreviews", "SelfSubjectReview")],
            _ => [],
        };
        return reviews.Select(review => (JsonNode)new JsonObject
        {
            ["name"] = review.Name,
            ["singularName"] = review.Kind.ToLowerInvariant(),
            ["namespaced"] = false,
            ["kind"] = review.Kind,
            ["verbs"] = new JsonArray("create"),
        });
    }

    private static JsonObject Entry(ServedResource served, string name, string kind, params ReadOnlySpan<string> verbs)
    {
        var array = new JsonArray();
        foreach (var verb in verbs) array.Add((JsonNode)verb);
        return new JsonObject
        {
            ["name"] = name,
            ["singularName"] = "",
            ["namespaced"] = served.Type.Namespaced,
            ["kind"] = kind,
            ["verbs"] = array,
        };
    }

    private static JsonArray Texts(IReadOnlyList<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
