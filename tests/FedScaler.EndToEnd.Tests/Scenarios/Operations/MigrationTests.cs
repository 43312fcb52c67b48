using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Storage;

namespace FedScaler.EndToEnd.Tests.Scenarios.Operations;

/// <summary>An application with three HPAs made by hand comes under one FedHPA, cluster after cluster, and goes back again.</summary>
public class MigrationTests : FleetTest
{
    /// <summary>After every how many-th write on the way back the service is killed.</summary>
    protected virtual int Stride => 1;

    private static readonly string[] Names = ["idc-a", "idc-b", "cloud-c"];

    /// <summary>In the form in which people's tools leave them: other people's marks, fields of every kind.</summary>
    private const string Helm =
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata:
          name: web-hpa
          namespace: NAMESPACE
          labels: {app.kubernetes.io/managed-by: Helm, team: shop}
          annotations: {meta.helm.sh/release-name: web, note: "größer als <10> & \"fein\""}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          minReplicas: 2
          maxReplicas: 12
          metrics:
          - type: Resource
            resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}
          - type: ContainerResource
            containerResource: {name: memory, container: main, target: {type: AverageValue, averageValue: 1536Mi}}
          behavior:
            scaleUp: {stabilizationWindowSeconds: 0, selectPolicy: Max, policies: [{type: Percent, value: 100, periodSeconds: 15}]}
            scaleDown: {stabilizationWindowSeconds: 120, tolerance: "0.05", policies: [{type: Pods, value: 2, periodSeconds: 60}]}
        """;

    private const string Plain =
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: web, namespace: NAMESPACE}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          maxReplicas: 12
          metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}]
        """;

    [Fact]
    public async Task Cluster_after_cluster_no_workload_is_changed_by_a_step_and_each_HPA_comes_back_as_it_was()
    {
        var fleet = await RunByHandAsync(Plain, Helm, Plain.Replace("name: web,", "name: own,", StringComparison.Ordinal));
        var before = await OwnAsync(fleet);
        using var counts = new CountLedger(fleet);

        for (var step = 1; step <= Names.Length; step++)
        {
            await PlaceAsync(fleet, step);
            await fleet.StepAsync(90);
            (await SumAsync(fleet, Names[..step])).ShouldBe(12 * step);
            foreach (var untouched in Names[step..]) (await OwnAsync(fleet))[untouched].ShouldBe(before[untouched], $"{untouched} is not in the placement yet");
            (await fleet.ConditionAsync("Conflict")).IsTrue.ShouldBeFalse();
        }

        counts.Changes.ShouldBeEmpty("no step moves a replica");
        (await fleet.EventsAsync("HPAAdopted")).Count.ShouldBe(3);

        await PlaceAsync(fleet, 2);
        await fleet.UntilAsync("cloud-c has its own again", async () => (await OwnAsync(fleet))["cloud-c"] == before["cloud-c"]);
        (await SumAsync(fleet, Names[..2])).ShouldBe(24);
        await fleet.UntilAsync("it is told", async () => (await fleet.EventsAsync("MemberLeft")).Any(static note => note.StartsWith("cloud-c ", StringComparison.Ordinal)));

        await fleet.DeleteFedHpaAsync();
        await fleet.UntilAsync("it is gone", async () => await fleet.FindFedHpaAsync() is null);
        (await OwnAsync(fleet)).ShouldBe(before);
        await fleet.StepAsync(120);
        counts.Changes.ShouldBeEmpty("nor does a step back");
    }

    [Theory]
    [InlineData(Plain)]
    [InlineData(Helm)]
    public async Task Restore_gives_back_labels_annotations_and_spec_whatever_was_in_them(string own)
    {
        var fleet = await RunByHandAsync(own, own, own);
        var before = await OwnAsync(fleet);
        await PlaceAsync(fleet, 3);
        // More than one write each: what was kept is kept through all of them.
        await fleet.EditAsync("spec: {metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 55}}}], behavior: {scaleDown: {selectPolicy: Disabled}}}");
        await fleet.StepAsync(30);
        (await OwnAsync(fleet)).ShouldNotBe(before);

        await fleet.DeleteFedHpaAsync();
        await fleet.UntilAsync("it is gone", async () => await fleet.FindFedHpaAsync() is null);
        (await OwnAsync(fleet)).ShouldBe(before);
    }

    [Fact]
    public async Task A_member_that_is_silent_when_it_is_taken_out_gets_its_own_back_when_it_answers()
    {
        var fleet = await RunByHandAsync(Plain, Plain, Plain);
        var before = await OwnAsync(fleet);
        await PlaceAsync(fleet, 3);
        await fleet.StepAsync(30);
        fleet.Sandbox.BlackHole("cloud-c");
        await fleet.StepAsync(15);

        await PlaceAsync(fleet, 2);
        await fleet.StepAsync(30);
        fleet.Sandbox.Mend("cloud-c");
        await fleet.UntilAsync("cloud-c has its own again", async () => (await OwnAsync(fleet))["cloud-c"] == before["cloud-c"]);
    }

    [Fact]
    public async Task Wherever_the_service_is_killed_on_the_way_back_every_HPA_comes_back_as_it_was()
    {
        var writes = await GoBackAsync(killAt: 1000);
        writes.ShouldBeInRange(4, 60);
        for (var kill = 1; kill <= writes; kill += Stride) await GoBackAsync(kill);
    }

    [Fact]
    public async Task Taking_the_service_away_leaves_every_HPA_as_it_stands()
    {
        var fleet = await RunByHandAsync(Plain, Plain, Plain);
        await PlaceAsync(fleet, 3, "Orphan");
        await fleet.StepAsync(30);
        var before = await OwnAsync(fleet);

        await fleet.StopServiceAsync();
        foreach (var kind in ApiResources.All) await fleet.Hub.DeleteAsync(KnownResources.CustomResourceDefinitions, null, kind.ToString());
        await fleet.StepAsync(60);

        (await OwnAsync(fleet)).ShouldBe(before);
        foreach (var member in fleet.Members) (await fleet.RunsAsync(member.Name)).ShouldBeGreaterThan(0);
    }

    private async Task<int> GoBackAsync(int killAt)
    {
        var fleet = await RunByHandAsync(Plain, Helm, Plain);
        var before = await OwnAsync(fleet);
        await PlaceAsync(fleet, 3);
        await fleet.StepAsync(5);
        await fleet.StopServiceAsync();

        await SelectAsync(fleet, 2);
        var writes = await fleet.Sandbox.RunUntilKilledAsync(killAt, TimeSpan.FromSeconds(20));
        if (!fleet.Sandbox.IsServiceRunning) await fleet.StartServiceAsync();
        await fleet.UntilAsync("cloud-c has its own again", async () => (await OwnAsync(fleet))["cloud-c"] == before["cloud-c"]);
        await fleet.DeleteFedHpaAsync();
        await fleet.UntilAsync("it is gone", async () => await fleet.FindFedHpaAsync() is null);
        (await OwnAsync(fleet)).ShouldBe(before, $"killed after write {killAt}");
        await EndAsync();
        return writes;
    }

    /// <summary>Three members under load with an HPA each, settled, and a FedHPA for none of them yet.</summary>
    private async Task<Scenario> RunByHandAsync(params string[] own)
    {
        var fleet = await StartSandboxAsync();
        await DeployAsync(fleet);
        foreach (var (at, name) in Names.Index())
        {
            fleet.Sandbox.SetLoad(name, (6 + at) * 0.58);
            await fleet.Hub.PatchAsync(fleet.MemberType, null, name, $"metadata: {{labels: {{cluster: {name}}}}}");
            await fleet.Member(name).ApplyAsync(own[at].Replace("NAMESPACE", fleet.Namespace, StringComparison.Ordinal));
        }

        await fleet.StepAsync(120);
        foreach (var (at, name) in Names.Index()) (await fleet.RunsAsync(name)).ShouldBe(6 + at);
        return fleet;
    }

    /// <summary>6, 7 and 8 replicas.</summary>
    private static async Task DeployAsync(Scenario fleet)
    {
        if (!fleet.IsKarmada)
        {
            foreach (var (at, name) in Names.Index()) await fleet.DeployAsync(replicas: 6 + at, members: name);
            return;
        }

        var weights = Names.Index().Select(static member => $"{{targetCluster: {{clusterNames: [{member.Item}]}}, weight: {6 + member.Index}}}");
        await fleet.Hub.ApplyAsync(Manifests.Policy(fleet.Namespace, "web", "Deployment", Names, $"weightPreference: {{staticWeightList: [{string.Join(", ", weights)}]}}"));
        await fleet.Hub.ApplyAsync(Manifests.Workload(fleet.Namespace, "web", 6 + 7 + 8, "Deployment", "1"));
        foreach (var (at, name) in Names.Index()) await fleet.UntilAsync($"{name} runs {6 + at}", async () => await fleet.RunsAsync(name) == 6 + at);
    }

    private static async Task PlaceAsync(Scenario fleet, int clusters, string deletionPolicy = "Restore")
    {
        if (await fleet.FindFedHpaAsync() is not null)
        {
            await SelectAsync(fleet, clusters);
        }
        else
        {
            await fleet.ApplyAsync(Manifests.FedHpa(min: 1, max: 12 * clusters, spec: $"adoption: Adopt\ndeletionPolicy: {deletionPolicy}\nplacement: {Selector(clusters)}"));
        }

        await fleet.UntilReadyAsync();
    }

    private static Task SelectAsync(Scenario fleet, int clusters) => fleet.EditAsync($"spec: {{maxReplicas: {12 * clusters}, placement: {Selector(clusters)}}}");

    private static string Selector(int clusters) => $"{{clusterSelector: {{matchExpressions: [{{key: cluster, operator: In, values: [{string.Join(", ", Names[..clusters])}]}}]}}}}";

    /// <summary>By member its HPA on the workload, as kubectl shows it but for what every write changes.</summary>
    private static async Task<Dictionary<string, string>> OwnAsync(Scenario fleet)
    {
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in fleet.Members)
        {
            var hpa = (await member.ListAsync(KnownResources.HorizontalPodAutoscalers, fleet.Namespace)).ShouldHaveSingleItem($"{member.Name} has one HPA at any time");
            var shown = Operating.WithoutBookkeeping(hpa);
            if (fleet.IsKarmada) ForgetConflictResolution(shown);
            own[member.Name] = Sorted(shown)!.ToJsonString();
        }

        return own;
    }

    /// <summary>The one mark that Karmada leaves on what it lets go (util.ManagedResourceAnnotations knows nothing of it); it means something in a Work alone.</summary>
    private static void ForgetConflictResolution(JsonObject hpa)
    {
        if (hpa["metadata"]!["annotations"] is not JsonObject annotations) return;
        annotations.Remove("work.karmada.io/conflict-resolution");
        if (annotations.Count == 0) hpa["metadata"]!.AsObject().Remove("annotations");
    }

    private static async Task<int> SumAsync(Scenario fleet, IEnumerable<string> members)
    {
        var sum = 0;
        foreach (var member in members)
            sum += (int)(await fleet.Member(member).ListAsync(KnownResources.HorizontalPodAutoscalers, fleet.Namespace))[0]["spec"]!["maxReplicas"]!;
        return sum;
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.OrderBy(static field => field.Key, StringComparer.Ordinal).Select(static field => KeyValuePair.Create(field.Key, Sorted(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    /// <summary>Every change of a workload's count in any member.</summary>
    private sealed class CountLedger : IDisposable
    {
        private readonly Scenario _fleet;
        private readonly ConcurrentQueue<string> _changes = new();

        public CountLedger(Scenario fleet)
        {
            _fleet = fleet;
            foreach (var member in fleet.Members) fleet.Sandbox.Servers[member.Name].Store.Changed += See;
        }

        public IReadOnlyList<string> Changes => [.. _changes];

        public void Dispose()
        {
            foreach (var member in _fleet.Members) _fleet.Sandbox.Servers[member.Name].Store.Changed -= See;
        }

        private void See(StoreEvent change)
        {
            if (change.Resource != KnownResources.Deployments || change.Previous is not { } before) return;
            var (was, now) = ((int?)before["spec"]?["replicas"], (int?)change.Object["spec"]?["replicas"]);
            if (was != now) _changes.Enqueue($"{was} → {now}");
        }
    }
}
