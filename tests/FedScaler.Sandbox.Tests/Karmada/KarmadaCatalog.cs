using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.Tests.Karmada;

/// <summary>Which kinds a member serves: the sandbox's members serve fewer than a real cluster, and OpenKruise's besides.</summary>
internal static class KarmadaCatalog
{
    private static readonly string[] Needed = ["v1/Namespace", "v1/Node", "v1/Pod", "apps/v1/Deployment", "apps/v1/StatefulSet", "autoscaling/v2/HorizontalPodAutoscaler"];

    /// <summary>Takes status.apiEnablements out of both Clusters; what of it is neither recorded nor OpenKruise's, and what is needed and missing.</summary>
    public static IReadOnlyList<string> Take(JsonObject recorded, JsonObject got)
    {
        var (known, served) = (Remove(recorded), Remove(got));
        return
        [
            .. served.Where(kind => !known.Contains(kind) && !kind.StartsWith("apps.kruise.io/", StringComparison.Ordinal)).Select(static kind => $"apiEnablements: {kind} is not recorded"),
            .. Needed.Where(kind => !served.Any(each => each.StartsWith(kind + " ", StringComparison.Ordinal))).Select(static kind => $"apiEnablements: {kind} is missing"),
        ];
    }

    private static List<string> Remove(JsonObject cluster)
    {
        var groups = cluster["status"]!["apiEnablements"]!.AsArray();
        cluster["status"]!.AsObject().Remove("apiEnablements");
        return [.. groups.SelectMany(static group => group!["resources"]!.AsArray().Select(each => $"{group["groupVersion"]}/{each!["kind"]} {each["name"]}"))];
    }
}
