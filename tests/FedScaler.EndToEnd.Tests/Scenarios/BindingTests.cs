using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Storage;

namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>The hub's count per cluster is true.</summary>
public class BindingTests : FleetTest
{
    [Fact]
    public async Task It_says_what_the_members_run_within_a_second()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(60);

        await fleet.Member("idc-a").PatchAsync(KnownResources.Deployments, fleet.Namespace, "web", "spec: {replicas: 7}");
        await fleet.StepAsync(1);

        var spec = (await fleet.FindBindingAsync())!["spec"]!;
        ((int?)spec["clusters"]!.AsArray().First(static cluster => (string?)cluster!["name"] == "idc-a")!["replicas"]).ShouldBe(7);
        ((int?)spec["replicas"]).ShouldBe(spec["clusters"]!.AsArray().Sum(static cluster => (int)cluster!["replicas"]!));
    }

    [Fact]
    public async Task One_change_of_one_member_is_one_write_of_its_spec()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(60);
        var writes = 0;
        void Count(StoreEvent change)
        {
            if (change.Resource == fleet.BindingType && IsOurs(change) && !IsOfStatus(change)) writes++;
        }

        var hub = fleet.Sandbox.Servers.Hub.Store;
        hub.Changed += Count;
        await fleet.Member("idc-a").PatchAsync(KnownResources.Deployments, fleet.Namespace, "web", "spec: {replicas: 7}");
        await fleet.StepAsync(3);
        hub.Changed -= Count;

        writes.ShouldBe(1);
    }

    [Fact]
    public async Task A_hand_that_edits_it_is_put_right()
    {
        var fleet = await StartAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.UntilAsync("the binding is there", async () => await fleet.FindBindingAsync() is not null);

        await fleet.Hub.PatchAsync(fleet.BindingType, fleet.Namespace, "web-deployment", "spec: {replicas: 99, clusters: [{name: nowhere, replicas: 99}]}");
        await fleet.UntilAsync("it is put right", async () =>
            (await fleet.FindBindingAsync())!["spec"]!["clusters"]!.AsArray().Select(static cluster => (string?)cluster!["name"])
                .SequenceEqual(fleet.Members.Select(static member => member.Name).Order(StringComparer.Ordinal)));
        var spec = (await fleet.FindBindingAsync())!["spec"]!;
        ((int?)spec["replicas"]).ShouldBe(spec["clusters"]!.AsArray().Sum(static cluster => (int)cluster!["replicas"]!));
    }

    /// <summary>Karmada writes what it knows of the workload into its bindings, too.</summary>
    private static bool IsOurs(StoreEvent change) => change.Origin?.FieldManager.StartsWith("fedscaler", StringComparison.Ordinal) == true;

    /// <summary>There our status is an annotation.</summary>
    private static bool IsOfStatus(StoreEvent change) => change.Resource == KarmadaResources.ResourceBindings
        ? JsonNode.DeepEquals(change.Previous?["spec"], change.Object["spec"])
        : change.Origin?.Subresource is "status";
}
