using System.Text.Json.Nodes;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada;

/// <summary>A cluster is to go: the others take over first, then it is emptied, and only then it is out of the binding.</summary>
public sealed class DrainingTests : FleetTest
{
    protected override FederationKind Federation => FederationKind.Karmada;

    [Fact]
    public async Task A_cluster_that_the_placement_leaves_out_is_emptied_when_the_others_have_taken_over()
    {
        var fleet = await StartLoadedAsync();
        var before = await fleet.RunsInAllAsync();
        var least = int.MaxValue;

        await fleet.Hub.PatchAsync(KarmadaResources.PropagationPolicies, fleet.Namespace, "web", "spec: {placement: {clusterAffinity: {clusterNames: [idc-a, idc-b]}}}");
        await fleet.UntilAsync("cloud-c is out of the binding", async () =>
        {
            var (bound, left) = (await BoundAsync(fleet), await fleet.RunsAsync("cloud-c"));
            least = Math.Min(least, await ReadyAsync(fleet));
            if (!bound.ContainsKey("cloud-c")) left.ShouldBe(0, "never out of the binding while it runs something");
            return !bound.ContainsKey("cloud-c");
        }, TimeSpan.FromMinutes(30));
        await fleet.UntilAsync("all agree", fleet.AgreesAsync);
        await fleet.UntilAsync("the others carry it all", async () => await ReadyAsync(fleet) >= before);
        least.ShouldBeGreaterThanOrEqualTo(before - 1);
        (await fleet.ShareAsync("cloud-c")).ShouldBeNull();
    }

    [Fact]
    public async Task A_taint_alone_drives_nothing_out_and_lets_nothing_new_in()
    {
        var fleet = await StartLoadedAsync();
        using var ledger = new MoveLedger(fleet);
        await fleet.Hub.PatchAsync(KarmadaResources.Clusters, null, "cloud-c", "spec: {taints: [{key: going, value: soon, effect: NoExecute}]}");
        await fleet.StepAsync(400);
        ledger.ShouldBeEmpty("Karmada's taint manager is off");
        (await BoundAsync(fleet)).ShouldContainKey("cloud-c");
    }

    /// <summary>As the taint manager writes it: out of the clusters, with a task that keeps the Work until the others are well.</summary>
    [Fact]
    public async Task What_Karmada_evicts_is_taken_over_by_the_others_before_it_goes()
    {
        var fleet = await StartLoadedAsync();
        var before = await fleet.RunsEachAsync();
        await fleet.Hub.PatchAsync(KarmadaResources.Clusters, null, "cloud-c", "spec: {taints: [{key: going, value: now, effect: NoExecute}]}");
        var bound = await BoundAsync(fleet);
        bound.Remove("cloud-c", out var evicted);
        var clusters = string.Join(", ", bound.Select(static each => $"{{name: {each.Key}, replicas: {each.Value}}}"));
        await fleet.Hub.PatchAsync(KarmadaResources.ResourceBindings, fleet.Namespace, "web-deployment",
            $"spec: {{clusters: [{clusters}], gracefulEvictionTasks: [{{fromCluster: cloud-c, replicas: {evicted}, reason: TaintUntolerated, producer: TaintManager}}]}}");

        var least = int.MaxValue;
        await fleet.UntilAsync("cloud-c is empty", async () =>
        {
            least = Math.Min(least, await ReadyAsync(fleet));
            return await fleet.RunsAsync("cloud-c") == 0;
        }, TimeSpan.FromMinutes(30));
        await fleet.UntilAsync("the others carry it all", async () => await ReadyAsync(fleet) >= before.Sum() && await fleet.AgreesAsync(), TimeSpan.FromMinutes(10));
        // One goes, and another takes its place, before the next one does.
        least.ShouldBeGreaterThanOrEqualTo(before.Sum() - 1);
        await fleet.UntilAsync("Karmada has let go of it", async () => (await fleet.ResourceBindingAsync())!["spec"]!["gracefulEvictionTasks"] is null);
        await fleet.UntilAsync("and has deleted it there", async () => await fleet.Member("cloud-c").FindAsync(KnownResources.Deployments, fleet.Namespace, "web") is null);
        (await fleet.ShareAsync("cloud-c")).ShouldBeNull();
    }

    private async Task<Scenario> StartLoadedAsync()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync(replicas: 4);
        await fleet.ApplyAsync(Manifests.FedHpa(min: 12, max: 60));
        await fleet.UntilReadyAsync();
        // A global load balancer: what a cluster no longer serves the others have to.
        fleet.Sandbox.Balance("web", new(Capacity: 100, MilliCpuPerRequest: 10), static _ => 58 * 12);
        await fleet.StepAsync(400);
        await fleet.UntilAsync("all agree", fleet.AgreesAsync);
        return fleet;
    }

    private static async Task<int> ReadyAsync(Scenario fleet)
    {
        var sum = 0;
        foreach (var member in fleet.Members) sum += await fleet.ReadyAsync(member.Name);
        return sum;
    }

    private static async Task<Dictionary<string, int>> BoundAsync(Scenario fleet) =>
        ((await fleet.ResourceBindingAsync())!["spec"]!["clusters"] as JsonArray ?? []).ToDictionary(
            static cluster => (string)cluster!["name"]!, static cluster => (int?)cluster!["replicas"] ?? 0, StringComparer.Ordinal);
}
