using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Scenarios.Manual;

/// <summary>The words of a user who scales a binding.</summary>
internal static class ManualScaling
{
    /// <param name="spec">Further lines of the spec, not indented.</param>
    public static string Binding(int replicas, string spec = "", string name = "web-deployment", string workload = "web") =>
        $$"""
        apiVersion: fedscaler.io/v1alpha1
        kind: ReplicaBinding
        metadata: {name: {{name}}, namespace: NAMESPACE}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{workload}}}
          replicas: {{replicas}}
        {{string.Join('\n', spec.Split('\n').Select(static line => $"  {line}"))}}
        """;

    /// <summary>A user wants so many of a Deployment; under Karmada the template says so, and placement is a policy's to say.</summary>
    public static Task<JsonObject> BindAsync(this Scenario fleet, int replicas, string spec = "", string workload = "web")
    {
        Assert.SkipWhen(fleet.IsKarmada && spec.Length > 0, "a policy of Karmada's has other words for it");
        return fleet.IsKarmada ? fleet.ScaleAsync(replicas, workload) : fleet.ApplyAsync(Binding(replicas, spec, $"{workload}-deployment", workload));
    }

    /// <summary>As <c>kubectl scale rb/web-deployment --replicas=…</c> does, or <c>kubectl scale deployment/web</c> on a Karmada control plane.</summary>
    public static Task<JsonObject> ScaleAsync(this Scenario fleet, int replicas, string workload = "web")
    {
        var (type, name) = fleet.Counted(workload);
        return fleet.Hub.PatchAsync(type, fleet.Namespace, name, $"spec: {{replicas: {replicas}}}", subresource: "scale");
    }

    /// <summary>What on the hub a user scales.</summary>
    public static (ResourceType Type, string Name) Counted(this Scenario fleet, string workload = "web") =>
        fleet.IsKarmada ? (KnownResources.Deployments, workload) : (ApiResources.ReplicaBindings, $"{workload}-deployment");

    /// <summary>How many the user wants, whatever runs by a schedule.</summary>
    public static async Task<int> UsersCountAsync(this Scenario fleet)
    {
        var (type, name) = fleet.Counted();
        var counted = (await fleet.Hub.FindAsync(type, fleet.Namespace, name))!;
        // Karmada has one count for a workload; where another is in its place, the user's is in an annotation.
        var kept = (string?)counted["metadata"]!["annotations"]?["fedscaler.io/user-replicas"];
        return kept is null ? (int)counted["spec"]!["replicas"]! : int.Parse(kept.Split('/')[0], CultureInfo.InvariantCulture);
    }

    /// <summary>A CronHPA on what a user scales by hand.</summary>
    /// <param name="rules">Its rules, one a line, in braces.</param>
    public static Task ScheduleCountAsync(this Scenario fleet, string rules) => fleet.IsKarmada
        ? fleet.ScheduleAsync(rules, apiVersion: "apps/v1", kind: "Deployment")
        : fleet.ScheduleAsync(rules, kind: ApiResources.ReplicaBindings.Kind, target: "web-deployment");

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
