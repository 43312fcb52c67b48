using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.Tests.Karmada;

/// <summary>Works of our own, as FedScaler writes them, and what comes of them.</summary>
internal static class WorkTexts
{
    public const string Name = "fedscaler-shop-web";

    /// <summary>An HPA on web.</summary>
    public static string Hpa(int max = 10, string marks = "") => $$$"""
        {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": {"name": "web", "namespace": "shop" {{{marks}}}},
         "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "minReplicas": 1, "maxReplicas": {{{max}}},
          "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 60} } }]} }
        """;

    /// <summary>Puts a manifest into a Work for a member; applied again it changes the Work.</summary>
    /// <param name="more">Further fields of the Work's spec, each with a comma behind it.</param>
    public static Task ApplyWorkAsync(this KarmadaWorld world, string manifest, string more = "", string member = "idc-a", string name = Name)
    {
        var marked = JsonNode.Parse(manifest)!;
        var metadata = marked["metadata"]!.AsObject();
        Map(metadata, "labels")["karmada.io/managed"] = "true";
        Map(metadata, "annotations")["work.karmada.io/namespace"] = $"karmada-es-{member}";
        Map(metadata, "annotations")["work.karmada.io/name"] = name;
        return world.ApplyAsync("hub", $"/apis/work.karmada.io/v1alpha1/namespaces/karmada-es-{member}/works/{name}", $$$"""
            {"apiVersion": "work.karmada.io/v1alpha1", "kind": "Work",
             "metadata": {"name": "{{{name}}}", "namespace": "karmada-es-{{{member}}}", "finalizers": ["karmada.io/execution-controller"]},
             "spec": { {{{more}}} "workload": {"manifests": [{{{marked.ToJsonString()}}}]} } }
            """);
    }

    public static Task DeleteWorkAsync(this KarmadaWorld world, string member = "idc-a", string name = Name) =>
        world.SendAsync("hub", "DELETE", $"/apis/work.karmada.io/v1alpha1/namespaces/karmada-es-{member}/works/{name}");

    public static Task AddNamespaceAsync(this KarmadaWorld world, string cluster = "idc-a", string name = "shop") =>
        world.CreateAsync(cluster, "/api/v1/namespaces", $$$"""{"metadata": {"name": "{{{name}}}"}}""");

    /// <summary>What a condition of a Work says: status, reason, message.</summary>
    public static (string Status, string Reason, string Message) Condition(this KarmadaWorld world, string type, string member = "idc-a", string name = Name)
    {
        var condition = world.Work(member, name)!["status"]?["conditions"]?.AsArray().FirstOrDefault(each => (string?)each!["type"] == type);
        return condition is null ? default : ((string)condition["status"]!, (string)condition["reason"]!, (string)condition["message"]!);
    }

    public static JsonNode ManifestStatus(this KarmadaWorld world, string member = "idc-a", string name = Name) => world.Work(member, name)!["status"]!["manifestStatuses"]![0]!;

    public static JsonObject? FindHpa(this KarmadaWorld world, string member = "idc-a") => world.Find(member, KnownResources.HorizontalPodAutoscalers, "shop", "web");

    public static int? Max(this KarmadaWorld world, string member = "idc-a") => (int?)(world.FindHpa(member)?["spec"]!["maxReplicas"]).AsInteger();

    private static JsonObject Map(JsonObject metadata, string name)
    {
        if (metadata[name] is JsonObject there) return there;
        var made = new JsonObject();
        metadata[name] = made;
        return made;
    }
}
