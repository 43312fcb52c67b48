using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Workloads;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>The words in which tests speak of pods that are to go.</summary>
internal static class RemovalScenario
{
    public const string Finalizer = "fedscaler.io/scale-in";

    private const string CostAnnotation = "controller.kubernetes.io/pod-deletion-cost";
    private const string FreeLabel = "release";

    /// <summary>With it an HPA goes up on present demand alone: nothing has to be held for long after the commit.</summary>
    public const string Behavior = "behavior: {scaleUp: {stabilizationWindowSeconds: 0}, scaleDown: {stabilizationWindowSeconds: 300}}";

    /// <summary>Eight replicas in each member at rest: one pod fewer or two leave the load within the HPA's tolerance.</summary>
    public static async Task RunEightEachAsync(this Scenario fleet, string kind = "Deployment", string spec = Behavior, bool autoscale = true)
    {
        if (fleet.IsKarmada)
        {
            var members = fleet.Members.Select(static member => member.Name).ToList();
            await fleet.Hub.ApplyAsync(Manifests.Policy(fleet.Namespace, "web", kind, members, $"weightPreference: {{staticWeightList: [{string.Join(", ", members.Select(static name => $"{{targetCluster: {{clusterNames: [{name}]}}, weight: 1}}"))}]}}"));
            await fleet.Hub.ApplyAsync(Workload(fleet.Namespace, kind, 8 * members.Count));
        }

        foreach (var member in fleet.Members)
        {
            if (!fleet.IsKarmada) await member.ApplyAsync(Workload(fleet.Namespace, kind, 8));
            fleet.Sandbox.SetLoad(member.Name, 4.4, kind: kind);
        }

        await fleet.UntilAsync("all run", async () => (await fleet.AllPodsAsync()).Count == 8 * fleet.Members.Count);
        await fleet.StepAsync(30);
        if (!autoscale) return;
        await fleet.ApplyAsync(Manifests.FedHpa(spec: spec, kind: kind));
        if (fleet.Sandbox.IsServiceRunning) await fleet.UntilReadyAsync();
        await fleet.StepAsync(60);
    }

    /// <summary>Puts the workload into all members with so many replicas each, without waiting for anybody.</summary>
    public static async Task PutAsync(Scenario fleet, string kind, int replicas)
    {
        if (!fleet.IsKarmada)
        {
            foreach (var member in fleet.Members) await member.ApplyAsync(Workload(fleet.Namespace, kind, replicas));
            return;
        }

        var members = fleet.Members.Select(static member => member.Name);
        await fleet.Hub.ApplyAsync(Manifests.Policy(fleet.Namespace, "web", kind, members, policy: kind.ToLowerInvariant()));
        await fleet.Hub.ApplyAsync(Workload(fleet.Namespace, kind, replicas * fleet.Members.Count));
    }

    /// <summary>A workload whose template has a label that nothing selects by.</summary>
    public static string Workload(string ns, string kind, int replicas, string spec = "") =>
        $$"""
        apiVersion: {{VersionOf(kind)}}
        kind: {{kind.Replace("Kruise", "", StringComparison.Ordinal)}}
        metadata: {name: web, namespace: {{ns}}}
        spec:
          replicas: {{replicas}}
          selector:
            matchLabels: {app: web}
          {{spec}}
          template:
            metadata:
              labels: {app: web, {{FreeLabel}}: v1}
            spec:
              containers:
              - name: main
                image: registry.example/web:1
                resources:
                  requests: {cpu: "1"}
        """;

    public static string VersionOf(string kind) => kind switch
    {
        "CloneSet" => "apps.kruise.io/v1alpha1",
        "KruiseStatefulSet" => "apps.kruise.io/v1beta1",
        _ => "apps/v1",
    };

    /// <summary>Names of the pods that run in a member, in order.</summary>
    public static async Task<IReadOnlyList<string>> PodsAsync(this Scenario fleet, string member) =>
    [
        .. from pod in await fleet.Member(member).ListAsync(KnownResources.Pods, fleet.Namespace)
           where (string?)pod["status"]?["phase"] == "Running" && pod["metadata"]!["deletionTimestamp"] is null
           let name = (string)pod["metadata"]!["name"]!
           orderby name
           select name,
    ];

    /// <summary>All of them, as "CLUSTER/POD".</summary>
    public static async Task<IReadOnlyList<string>> AllPodsAsync(this Scenario fleet)
    {
        var all = new List<string>();
        foreach (var member in fleet.Members) all.AddRange((await fleet.PodsAsync(member.Name)).Select(pod => $"{member.Name}/{pod}"));
        return all;
    }

    /// <summary>Pods of a member by their places in the order of names.</summary>
    public static async Task<string[]> PickAsync(this Scenario fleet, string member, params int[] places)
    {
        var pods = await fleet.PodsAsync(member);
        return [.. places.Select(place => $"{member}/{pods[place]}")];
    }

    /// <summary>Applies a ScaleIn, as kubectl does.</summary>
    /// <param name="pods">As "CLUSTER/POD".</param>
    /// <param name="spec">Further lines of the spec, not indented.</param>
    public static Task<JsonObject> TakeOutAsync(this Scenario fleet, IEnumerable<string> pods, string spec = "", string name = "bad", string kind = "Deployment") => fleet.ApplyAsync(
        $$"""
        apiVersion: fedscaler.io/v1alpha1
        kind: ScaleIn
        metadata: {name: {{name}}, namespace: NAMESPACE}
        spec:
          scaleTargetRef: {apiVersion: {{VersionOf(kind)}}, kind: {{kind.Replace("Kruise", "", StringComparison.Ordinal)}}, name: web}
          pods: [{{string.Join(", ", pods.Select(static pod => $"{{cluster: {pod.Split('/')[0]}, name: {pod.Split('/')[1]}}}"))}}]
        {{string.Join('\n', spec.Split('\n').Select(static line => $"  {line}"))}}
        """);

    public static async Task<JsonObject?> FindScaleInAsync(this Scenario fleet, string name = "bad") =>
        await fleet.Hub.FindAsync(ApiResources.ScaleIns, fleet.Namespace, name);

    public static async Task<string> PhaseAsync(this Scenario fleet, string name = "bad") => (string?)(await fleet.FindScaleInAsync(name))?["status"]?["phase"] ?? "";

    /// <summary>Waits until it is over: the phase is an end, and nothing is left to put back.</summary>
    public static async Task<string> EndOfAsync(this Scenario fleet, string name = "bad", TimeSpan? patience = null)
    {
        JsonObject? resource = null;
        try
        {
            await fleet.UntilAsync($"ScaleIn {name} is over", IsOverAsync, patience ?? TimeSpan.FromMinutes(15));
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"{error.Message}: {resource?["status"]?.ToJsonString()}", error);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(resource?["status"]?.ToJsonString() ?? "");
        return (string?)resource?["status"]?["phase"] ?? "";

        async Task<bool> IsOverAsync()
        {
            resource = await fleet.FindScaleInAsync(name);
            return (string?)resource?["status"]?["phase"] is "Completed" or "Refused" or "Failed" or "Aborted" && resource["metadata"]!["finalizers"] is not JsonArray { Count: > 0 };
        }
    }

    public static Task UntilPhaseAsync(this Scenario fleet, string phase, string name = "bad") =>
        fleet.UntilAsync($"ScaleIn {name} is {phase}", async () => await fleet.PhaseAsync(name) == phase);

    /// <summary>By "CLUSTER/POD" what became of each.</summary>
    public static async Task<Dictionary<string, string>> StatesAsync(this Scenario fleet, string name = "bad") =>
        ((await fleet.FindScaleInAsync(name))?["status"]?["pods"]?.AsArray() ?? []).ToDictionary(
            static pod => $"{pod!["cluster"]}/{pod["name"]}", static pod => (string?)pod!["state"] ?? "", StringComparer.Ordinal);

    /// <summary>"FIELD REASON" of each refusal.</summary>
    public static async Task<IReadOnlyList<string>> RefusalsAsync(this Scenario fleet, string name = "bad") =>
        [.. ((await fleet.FindScaleInAsync(name))?["status"]?["refusals"]?.AsArray() ?? []).Select(static refusal => $"{refusal!["field"]} {refusal["reason"]}")];

    /// <summary>Fails unless nothing that was held or marked is still so, anywhere.</summary>
    public static async Task ShouldBeRestoredAsync(this Scenario fleet, string kind = "Deployment", string name = "bad", params string[] but)
    {
        foreach (var member in fleet.Members.Where(member => !but.Contains(member.Name)))
        {
            var workload = await member.FindAsync(TypeOf(kind), fleet.Namespace, "web");
            Annotation(workload, Finalizer).ShouldBeNull($"the workload in {member.Name} keeps no token");
            foreach (var pod in await member.ListAsync(KnownResources.Pods, fleet.Namespace))
            {
                if (pod["metadata"]!["deletionTimestamp"] is not null) continue;
                Annotation(pod, CostAnnotation).ShouldBeNull($"{member.Name}/{pod["metadata"]!["name"]} keeps no mark");
                ((string?)pod["metadata"]!["labels"]![FreeLabel]).ShouldBe("v1");
            }

            if (await fleet.FindHpaAsync(member.Name) is not { } hpa) continue;
            Annotation(hpa, "fedscaler.io/held-by").ShouldBeNull($"the HPA in {member.Name} is let go");
            ((string?)hpa["spec"]!["behavior"]?["scaleUp"]?["selectPolicy"]).ShouldNotBe("Disabled");
        }

        ((string?)(await fleet.FindFedHpaAsync())?["status"]?["heldBy"]).ShouldBeNull();
        ((await fleet.FindScaleInAsync(name))?["metadata"]?["finalizers"] as JsonArray ?? []).Count.ShouldBe(0);
    }

    public static ResourceType TypeOf(string kind) => kind switch
    {
        "CloneSet" => CloneSetDefinition.Resource,
        "StatefulSet" => KnownResources.StatefulSets,
        "KruiseStatefulSet" => KruiseStatefulSetDefinition.Resource,
        "Deployment" => KnownResources.Deployments,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not one of these tests"),
    };

    private static string? Annotation(JsonObject? item, string name) => (string?)item?["metadata"]?["annotations"]?[name];
}
