using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.Tests.Karmada;

/// <summary>Which kinds a member serves: the sandbox's members serve fewer than a real cluster, and OpenKruise's besides.</summary>
internal static class KarmadaCatalog
{
    /// <summary>A Cluster with but the kinds of its apiEnablements that both have.</summary>
    public static JsonNode WithoutCatalog(JsonNode cluster)
    {
        var copy = cluster.DeepClone();
        if (copy["status"]?["apiEnablements"] is not JsonArray all) return copy;
        var workloads = all.Where(static group => group!["groupVersion"]!.GetValue<string>() is "apps/v1" or "autoscaling/v2").Select(static group => Workloads(group!)).ToArray();
        copy["status"]!["apiEnablements"] = new JsonArray(workloads);
        return copy;
    }

    private static JsonObject Workloads(JsonNode group) => new()
    {
        ["groupVersion"] = group["groupVersion"]!.DeepClone(),
        ["resources"] = new JsonArray([.. group["resources"]!.AsArray().Where(static each => each!["kind"]!.GetValue<string>() is "Deployment" or "StatefulSet" or "HorizontalPodAutoscaler").Select(static each => each!.DeepClone())]),
    };
}
