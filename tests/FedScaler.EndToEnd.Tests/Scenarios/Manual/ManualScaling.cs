using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Scenarios.Manual;

/// <summary>The words of a user who scales a binding.</summary>
internal static class ManualScaling
{
    /// <param name="spec">Further lines of the spec, not indented.</param>
    public static string Binding(int replicas, string spec = "", string name = "web-deployment") =>
        $$"""
        apiVersion: fedscaler.io/v1alpha1
        kind: ReplicaBinding
        metadata: {name: {{name}}, namespace: NAMESPACE}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          replicas: {{replicas}}
        {{string.Join('\n', spec.Split('\n').Select(static line => $"  {line}"))}}
        """;

    /// <summary>A user wants so many of the Deployment web; under Karmada the template says so, and placement is a policy's to say.</summary>
    public static Task<JsonObject> BindAsync(this Scenario fleet, int replicas, string spec = "")
    {
        Assert.SkipWhen(fleet.IsKarmada && spec.Length > 0, "a policy of Karmada's has other words for it");
        return fleet.IsKarmada ? fleet.ScaleAsync(replicas) : fleet.ApplyAsync(Binding(replicas, spec));
    }

    /// <summary>As <c>kubectl scale rb/web-deployment --replicas=…</c> does, or <c>kubectl scale deployment/web</c> on a Karmada control plane.</summary>
    public static Task<JsonObject> ScaleAsync(this Scenario fleet, int replicas) => fleet.Hub.PatchAsync(
        fleet.IsKarmada ? KnownResources.Deployments : ApiResources.ReplicaBindings, fleet.Namespace, fleet.IsKarmada ? "web" : "web-deployment",
        $"spec: {{replicas: {replicas}}}", subresource: "scale");

    /// <summary>spec.replicas of the workload by member.</summary>
    public static async Task<Dictionary<string, int>> CountsAsync(this Scenario fleet, params string[] but)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var member in fleet.Members)
            if (!but.Contains(member.Name)) counts[member.Name] = await fleet.RunsAsync(member.Name);
        return counts;
    }

    public static async Task<Condition> BindingConditionAsync(this Scenario fleet, string type, string name = "web-deployment") =>
        Condition.Find(await fleet.FindBindingAsync(name), type);

    /// <summary>Waits until a condition of this status and reason is there.</summary>
    public static Task UntilBindingAsync(this Scenario fleet, string type, string reason, bool status = true, string name = "web-deployment", TimeSpan? patience = null) =>
        fleet.UntilAsync(
            $"{type} of {name} is {status} {reason}",
            async () => await fleet.BindingConditionAsync(type, name) is { Present: true } condition && condition.IsTrue == status && condition.Reason == reason, patience);

    /// <summary>Waits until the members together run so many, and the binding says so.</summary>
    public static Task UntilRunsAsync(this Scenario fleet, int replicas) => fleet.UntilAsync($"{replicas} replicas run", async () =>
    {
        var binding = await fleet.FindBindingAsync();
        var spec = binding?["spec"]?["clusters"] is JsonArray clusters ? clusters.Sum(static cluster => (int)cluster!["replicas"]!) : -1;
        return (await fleet.CountsAsync()).Values.Sum() == replicas && spec == replicas && (int?)binding!["spec"]!["replicas"] == replicas
            && (int?)binding["status"]?["replicas"] == replicas;
    });
}
