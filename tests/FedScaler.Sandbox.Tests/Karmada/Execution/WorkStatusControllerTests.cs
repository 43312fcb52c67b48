using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Karmada;
using FedScaler.Sandbox.Simulation;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada.Execution;

public sealed class WorkStatusControllerTests
{
    private const string Hpa = "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/web";

    /// <summary>The name that Karmada gives the Work of the HPA shop/web.</summary>
    private static readonly string GeneratedName = KarmadaNames.Work("HorizontalPodAutoscaler", new("shop", "web"));

    [Fact]
    public async Task Of_an_HPA_the_Work_shows_the_counts_alone()
    {
        await using var world = await StartAsync();
        await world.CreateAsync("idc-a", KarmadaTexts.Deployments, KarmadaTexts.Workload(3));
        world.Member("idc-a").Metrics.SetStaticLoad(new WorkloadRef("shop", "Deployment", "web"), 900);
        await world.ApplyWorkAsync(WorkTexts.Hpa());

        world.Run(60);

        JsonNode.DeepEquals(world.ManifestStatus(), JsonNode.Parse("""
            {"health": "Healthy", "status": {"currentMetrics": null, "currentReplicas": 3, "desiredReplicas": 3},
             "identifier": {"group": "autoscaling", "version": "v2", "kind": "HorizontalPodAutoscaler", "resource": "", "namespace": "shop", "name": "web", "ordinal": 0}}
            """)).ShouldBeTrue(world.ManifestStatus().ToJsonString());
    }

    [Theory]
    [InlineData("apps/v1", "Deployment", """{"replicas":2,"updatedReplicas":2,"readyReplicas":2,"availableReplicas":2,"observedGeneration":1,"generation":1}""")]
    [InlineData("apps/v1", "StatefulSet", """{"currentReplicas":2,"readyReplicas":2,"updatedReplicas":2,"observedGeneration":1,"availableReplicas":2,"replicas":2,"generation":1}""")]
    public async Task Of_a_workload_the_Work_shows_counts_and_generations(string apiVersion, string kind, string expected)
    {
        await using var world = await StartAsync();
        await world.ApplyWorkAsync(KarmadaTexts.Workload(2, apiVersion, kind));

        world.Run(60);

        var shown = world.ManifestStatus();
        shown["health"]!.GetValue<string>().ShouldBe("Healthy");
        var wanted = JsonNode.Parse(expected)!.AsObject();
        foreach (var generation in (string[])["observedGeneration", "generation"]) wanted[generation] = shown["status"]!["generation"]!.DeepClone();
        JsonNode.DeepEquals(shown["status"], wanted).ShouldBeTrue(shown.ToJsonString());
    }

    [Fact]
    public async Task Of_a_CloneSet_the_Work_shows_what_Karmadas_own_interpreter_picks()
    {
        await using var world = await StartAsync();
        await world.ApplyWorkAsync(KarmadaTexts.Workload(2, "apps.kruise.io/v1alpha1", "CloneSet"));

        world.Run(60);

        var shown = world.ManifestStatus();
        shown["health"]!.GetValue<string>().ShouldBe("Healthy");
        shown["status"]!["readyReplicas"]!.GetValue<int>().ShouldBe(2);
        shown["status"]!["generation"].ShouldNotBeNull();
        shown["status"]!["collisionCount"].ShouldBeNull();
    }

    [Fact]
    public async Task A_workload_that_is_not_rolled_out_is_unhealthy()
    {
        await using var world = await StartAsync();

        await world.ApplyWorkAsync(KarmadaTexts.Workload(2, cpu: "100"));

        world.Run(60);
        world.ManifestStatus()["health"]!.GetValue<string>().ShouldBe("Unhealthy");
    }

    [Fact]
    public async Task A_hand_in_the_member_is_put_back_at_once()
    {
        await using var world = await StartAsync();
        await world.ApplyWorkAsync(WorkTexts.Hpa());

        await world.MergeAsync("idc-a", Hpa, """{"spec": {"maxReplicas": 99}, "metadata": {"labels": {"karmada.io/managed": "true", "team": "other"}}}""");

        world.Max().ShouldBe(10);
        world.FindHpa()!["metadata"]!["labels"]!["team"]!.GetValue<string>().ShouldBe("other");
    }

    [Fact]
    public async Task While_the_Work_is_suspended_a_hand_stays_and_the_status_is_still_shown()
    {
        await using var world = await StartAsync();
        await world.ApplyWorkAsync(WorkTexts.Hpa());
        await world.ApplyWorkAsync(WorkTexts.Hpa(), "\"suspendDispatching\": true,");

        await world.MergeAsync("idc-a", Hpa, """{"spec": {"maxReplicas": 99}}""");
        await world.MergeAsync("idc-a", Hpa + "/status", """{"status": {"currentReplicas": 7, "desiredReplicas": 7}}""");

        world.Max().ShouldBe(99);
        world.ManifestStatus()["status"]!["currentReplicas"].AsInteger().ShouldBe(7);
    }

    [Fact]
    public async Task What_a_hand_deletes_comes_back_for_a_Work_with_Karmadas_name()
    {
        await using var world = await StartAsync();
        await world.ApplyWorkAsync(WorkTexts.Hpa(), name: GeneratedName);

        await world.SendAsync("idc-a", "DELETE", Hpa);

        world.Max().ShouldBe(10);
        world.Condition("Applied", name: GeneratedName).ShouldBe(("True", "ReCreateSuccessful", "Manifest has been successfully applied"));
    }

    [Fact]
    public async Task What_a_hand_deletes_stays_away_for_a_Work_with_a_name_of_its_own_until_its_spec_changes()
    {
        await using var world = await StartAsync();
        await world.ApplyWorkAsync(WorkTexts.Hpa());

        await world.SendAsync("idc-a", "DELETE", Hpa);

        world.Run(300);
        world.FindHpa().ShouldBeNull();
        await world.ApplyWorkAsync(WorkTexts.Hpa(11));
        world.Max().ShouldBe(11);
    }

    [Fact]
    public async Task What_happens_in_a_silent_member_is_told_when_it_is_back()
    {
        await using var world = await StartAsync();
        await world.ApplyWorkAsync(WorkTexts.Hpa());
        world.Fleet["idc-a"].Faults.BlackHole = true;
        world.Fleet["idc-a"].Store.Update(KnownResources.HorizontalPodAutoscalers, new("shop", "web"), static hpa =>
        {
            hpa["spec"]!["maxReplicas"] = 99;
            hpa["status"] = new JsonObject { ["currentReplicas"] = 4, ["desiredReplicas"] = 4 };
            return true;
        });
        world.Run(20);
        world.Max().ShouldBe(99);

        world.Fleet["idc-a"].Faults.BlackHole = false;

        world.Run(40);
        world.Max().ShouldBe(10);
        world.ManifestStatus()["status"]!["currentReplicas"].AsInteger().ShouldBe(4);
    }

    [Fact]
    public async Task A_member_that_was_set_back_is_brought_up_to_its_Works()
    {
        await using var world = await StartAsync();
        await world.ApplyWorkAsync(WorkTexts.Hpa(), name: GeneratedName);
        var backup = world.Fleet["idc-a"].Store.Snapshot();
        await world.ApplyWorkAsync(WorkTexts.Hpa(20), name: GeneratedName);

        await world.Fleet["idc-a"].RestartAsync(backup);

        world.Run(1);
        world.Max().ShouldBe(20);
    }

    private static async Task<KarmadaWorld> StartAsync()
    {
        var world = await KarmadaWorld.StartAsync();
        await world.AddNamespaceAsync();
        return world;
    }
}
