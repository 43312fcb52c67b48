using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada;

/// <summary>Plays the steps of the recordings on the sandbox, once for all tests, and notes after each what differs.</summary>
public sealed class RecordingReplay : IAsyncLifetime
{
    private const string Bindings = "/apis/work.karmada.io/v1alpha2/namespaces/shop/resourcebindings/web-deployment";
    private const string Template = "/apis/apps/v1/namespaces/shop/deployments/web";
    private const string OurWork = "fedscaler-shop-web-hpa";

    private static readonly string[] Members = ["idc-a", "idc-b"];
    private static readonly WorkloadRef Web = new("shop", "Deployment", "web");

    private readonly RecordingComparison _comparison = new();
    private readonly Dictionary<int, IReadOnlyList<string>> _differences = [];
    private KarmadaWorld _world = null!;

    /// <summary>How long after its API server froze idc-b was Ready: False.</summary>
    public TimeSpan SilenceFound { get; private set; }

    /// <summary>What differed after a step.</summary>
    public IReadOnlyList<string> Differences(int step) => _differences[step];

    public async ValueTask InitializeAsync()
    {
        _world = await KarmadaWorld.StartAsync(joined: false);
        _world.Join();
        _world.Run(20);
        Note(1);
        await PropagateAsync();
        Note(2);
        await _world.MergeAsync("hub", Bindings, """{"spec": {"clusters": [{"name": "idc-a", "replicas": 3}, {"name": "idc-b", "replicas": 1}]}}""");
        _world.Run(20);
        Note(3);
        await ShareAsync();
        Note(4);
        _world.Member("idc-a").Metrics.SetStaticLoad(Web, 2400);
        _world.Run(120);
        Note(5);
        await LeadAsync();
        Note(6);
        await _world.MergeAsync("hub", Template, """{"metadata": {"annotations": {"note": "touched"}}}""");
        _world.Run(20);
        Note(7);
        await ApplyShareAsync("idc-a", 3, 16);
        _world.Run(20);
        Note(8);
        await _world.MergeAsync("idc-a", "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/web", """{"spec": {"maxReplicas": 99}}""");
        _world.Run(20);
        Note(9);
        FreezeUntilFound();
        Note(10);
        _world.Fleet["idc-b"].Faults.BlackHole = false;
        _world.Run(120);
        // The member's own HPA controller noted the thaw, in an HPA that reads the same before and after it.
        _comparison.ForgetVersions("idc-b");
        Note(11);
        foreach (var member in Members) await _world.SendAsync("hub", "DELETE", $"/apis/work.karmada.io/v1alpha1/namespaces/karmada-es-{member}/works/{OurWork}");
        _world.Run(20);
        Note(12);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    /// <summary>A Deployment as kubectl applied it, and a policy that names another scheduler.</summary>
    private async Task PropagateAsync()
    {
        await _world.CreateAsync("hub", "/api/v1/namespaces", """{"metadata": {"name": "shop"}}""");
        await _world.CreateAsync("hub", "/apis/policy.karmada.io/v1alpha1/namespaces/shop/propagationpolicies", """
            {"apiVersion": "policy.karmada.io/v1alpha1", "kind": "PropagationPolicy", "metadata": {"name": "web", "namespace": "shop"},
             "spec": {"schedulerName": "fedscaler", "resourceSelectors": [{"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}],
              "placement": {"clusterAffinity": {"clusterNames": ["idc-a", "idc-b"]},
               "replicaScheduling": {"replicaSchedulingType": "Divided", "replicaDivisionPreference": "Weighted", "weightPreference": {"dynamicWeight": "AvailableReplicas"} } } } }
            """);
        const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";
        var applied = KarmadaRecording.After(2)["template"]!["metadata"]!["annotations"]![LastApplied]!.GetValue<string>();
        var deployment = JsonNode.Parse(applied)!;
        deployment["metadata"]!["annotations"]![LastApplied] = applied;
        await _world.CreateAsync("hub", "/apis/apps/v1/namespaces/shop/deployments", deployment.ToJsonString());
        _world.Run(20);
    }

    /// <summary>The members' HPAs, each in a Work of our own, and the binding's status as a scheduler leaves it.</summary>
    private async Task ShareAsync()
    {
        foreach (var member in Members) _world.Member(member).Metrics.SetStaticLoad(Web, 300);
        await _world.MergeAsync("hub", Bindings + "/status", """
            {"status": {"schedulerObservedGeneration": 2, "conditions": [
              {"type": "Scheduled", "status": "True", "reason": "Success", "message": "by fedscaler", "lastTransitionTime": "2026-01-01T00:00:00Z"}]}}
            """);
        await ApplyShareAsync("idc-a", 2, 12);
        await ApplyShareAsync("idc-b", 1, 8);
        // The HPA's window for scaling down.
        _world.Run(400);
    }

    private Task ApplyShareAsync(string member, int min, int max) =>
        _world.ApplyAsync("hub", $"/apis/work.karmada.io/v1alpha1/namespaces/karmada-es-{member}/works/{OurWork}", $$$"""
            {"apiVersion": "work.karmada.io/v1alpha1", "kind": "Work",
             "metadata": {"name": "{{{OurWork}}}", "namespace": "karmada-es-{{{member}}}", "finalizers": ["karmada.io/execution-controller"]},
             "spec": {"workload": {"manifests": [
              {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
               "metadata": {"name": "web", "namespace": "shop", "labels": {"karmada.io/managed": "true"},
                "annotations": {"work.karmada.io/namespace": "karmada-es-{{{member}}}", "work.karmada.io/name": "{{{OurWork}}}"} },
               "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "minReplicas": {{{min}}}, "maxReplicas": {{{max}}},
                "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 60} } }]} }]} } }
            """);

    /// <summary>What the members run goes into the binding first and into the template then.</summary>
    private async Task LeadAsync()
    {
        await _world.MergeAsync("hub", Bindings, """{"spec": {"replicas": 9, "clusters": [{"name": "idc-a", "replicas": 8}, {"name": "idc-b", "replicas": 1}]}}""");
        await _world.MergeAsync("hub", Template, """{"spec": {"replicas": 9}}""");
        _world.Run(20);
    }

    private void FreezeUntilFound()
    {
        var frozen = _world.Clock.GetUtcNow();
        _world.Fleet["idc-b"].Faults.BlackHole = true;
        while (IsReady("idc-b") && _world.Clock.GetUtcNow() - frozen < TimeSpan.FromMinutes(5)) _world.Run(1);
        SilenceFound = _world.Clock.GetUtcNow() - frozen;
        _world.Run(1);
    }

    private bool IsReady(string member) =>
        _world.Get("hub", KarmadaResources.Clusters, null, member)["status"]!["conditions"]!.AsArray()
            .Any(static condition => condition!["type"]!.GetValue<string>() == "Ready" && condition["status"]!.GetValue<string>() == "True");

    private void Note(int step)
    {
        var recorded = KarmadaRecording.After(step);
        var differences = new List<string>();
        foreach (var cluster in (recorded["clusters"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var there = _world.Get("hub", KarmadaResources.Clusters, null, NameOf(cluster));
            differences.AddRange(KarmadaCatalog.Take(cluster, there));
            Compare(differences, "hub", cluster, there);
        }

        if (recorded["resourceBinding"] is { } binding) Compare(differences, "hub", binding, _world.Binding());
        if (recorded["template"] is { } template) Compare(differences, "hub", template, _world.Find("hub", KnownResources.Deployments, "shop", "web"));
        foreach (var works in WorksOf(recorded).GroupBy(static work => work["metadata"]!["namespace"]!.GetValue<string>()))
        {
            var names = _world.Fleet.Hub.Store.List(KarmadaResources.Works, works.Key).Select(NameOf).Except(works.Select(NameOf), StringComparer.Ordinal);
            differences.AddRange(names.Select(name => $"{works.Key}/{name}: not recorded"));
            foreach (var work in works) Compare(differences, "hub", work, _world.Find("hub", KarmadaResources.Works, works.Key, NameOf(work)));
        }

        foreach (var (member, state) in recorded["members"] as JsonObject ?? []) CompareMember(differences, member, state!);
        _differences[step] = differences;
    }

    private void CompareMember(List<string> differences, string member, JsonNode recorded)
    {
        var deployment = _world.Find(member, KnownResources.Deployments, "shop", "web");
        if (recorded["deployment"] is { } wanted) Compare(differences, member, wanted, deployment);
        else if (deployment is not null) differences.Add($"{member}: has a Deployment");
        var hpas = new JsonArray([.. _world.Fleet[member].Store.List(KnownResources.HorizontalPodAutoscalers, "shop").Select(static hpa => hpa.DeepClone())]);
        differences.AddRange(_comparison.Differences($"{member} hpas", recorded["hpas"], JsonNode.Parse(hpas.ToJsonString()), member));
    }

    private void Compare(List<string> differences, string cluster, JsonNode recorded, JsonObject? got) =>
        differences.AddRange(_comparison.Differences($"{cluster} {recorded["kind"]} {NameOf(recorded)}", recorded, got, cluster));

    private static IEnumerable<JsonNode> WorksOf(JsonObject recorded) =>
        recorded["works"] switch
        {
            JsonObject byMember => byMember.SelectMany(static member => member.Value!.AsArray()).OfType<JsonNode>(),
            JsonArray all => all.OfType<JsonNode>(),
            _ => [],
        };

    private static string NameOf(JsonNode value) => value["metadata"]!["name"]!.GetValue<string>();
}
