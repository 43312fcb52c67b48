using System.Text.Json.Nodes;
using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>A kind is not served: one of ours on the hub, or the workload's in a member.</summary>
public class MissingKindTests : FleetTest
{
    [Theory]
    [InlineData("cronhpas")]
    [InlineData("scaleins")]
    public async Task Without_a_kind_of_ours_on_the_hub_no_share_is_changed_and_who_looks_is_told_what_to_install(string plural)
    {
        var fleet = await StartSandboxAsync(service: false);
        await fleet.DeployAsync();
        var name = $"{plural}.fedscaler.io";
        var crd = (await fleet.Hub.FindAsync(KnownResources.CustomResourceDefinitions, null, name))!;
        await fleet.Hub.DeleteAsync(KnownResources.CustomResourceDefinitions, null, name);
        await fleet.UntilAsync("it is gone", async () => await fleet.Hub.FindAsync(KnownResources.CustomResourceDefinitions, null, name) is null);
        await fleet.StartServiceAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());

        // Its floors may be in force, or its holds: nobody knows.
        await fleet.UntilConditionAsync("Ready", status: false, reason: "HubNotRead");
        (await fleet.ConditionAsync("Ready")).Message.ShouldContain($"the CustomResourceDefinition {name} is missing");
        (await fleet.Sandbox.ReadEndpointsAsync()).ShouldContain($"the CustomResourceDefinition {name} is missing");
        (await fleet.SharesAsync()).ShouldBeEmpty();
        (await fleet.Sandbox.CountWritesAsync(() => fleet.StepAsync(120))).ShouldBeEmpty();

        await fleet.Hub.ApplyAsync(new JsonObject
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = crd["spec"]!.DeepClone(),
        }.ToJsonString());
        await fleet.UntilReadyAsync();
        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(60);
    }

    [Fact]
    public async Task A_member_that_does_not_serve_the_workloads_kind_takes_part_from_when_it_does()
    {
        var fleet = await StartSandboxAsync(service: false);
        if (!fleet.IsKarmada) await RemovalScenario.PutAsync(fleet, "CloneSet", 2);
        // Of what it does not serve nothing is heard, nor for up to a minute of its coming.
        fleet.Sandbox.Distrust("idc-b");
        const string Name = "clonesets.apps.kruise.io";
        var crd = (await fleet.Member("idc-b").FindAsync(KnownResources.CustomResourceDefinitions, null, Name))!;
        await fleet.Member("idc-b").DeleteAsync(KnownResources.CustomResourceDefinitions, null, Name);
        await fleet.UntilAsync("it is gone", async () => await fleet.Member("idc-b").FindAsync(KnownResources.CustomResourceDefinitions, null, Name) is null);
        if (fleet.IsKarmada) await RemovalScenario.PutAsync(fleet, "CloneSet", 2);
        await fleet.StartServiceAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(kind: "CloneSet"));

        await fleet.UntilReadyAsync();
        var left = await fleet.StatusOfAsync("idc-b");
        ((string?)left["state"], (string?)left["reason"]).ShouldBe(("Excluded", "the member does not serve apps.kruise.io/v1alpha1"));
        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(60);
        (await fleet.ShareAsync("idc-b")).ShouldBeNull();

        await fleet.Member("idc-b").ApplyAsync(new JsonObject
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject { ["name"] = Name },
            ["spec"] = crd["spec"]!.DeepClone(),
        }.ToJsonString());
        if (!fleet.IsKarmada) await fleet.Member("idc-b").ApplyAsync(RemovalScenario.Workload(fleet.Namespace, "CloneSet", 2));
        fleet.Sandbox.Trust("idc-b");
        await fleet.UntilAsync("it takes part", async () => await fleet.ShareAsync("idc-b") is not null && (await fleet.SharesAsync()).Values.Sum(static share => share.Max) == 60);
    }
}
