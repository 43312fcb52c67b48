using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Simulation;
using FedScaler.Sandbox.Simulation.Workloads;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada.Execution;

public sealed class RetentionTests
{
    private const string Deployment = "/apis/apps/v1/namespaces/shop/deployments/web";
    private const string CloneSet = "/apis/apps.kruise.io/v1alpha1/namespaces/shop/clonesets/web";
    private const string Customizations = "/apis/config.karmada.io/v1alpha1/resourceinterpretercustomizations";

    [Fact]
    public async Task A_members_own_labels_annotations_and_finalizers_stay_and_what_the_Work_drops_goes()
    {
        await using var world = await StartAsync();
        await world.ApplyWorkAsync(WorkTexts.Hpa(10, """, "labels": {"team": "shop", "tier": "web"}, "annotations": {"note": "a"}"""));
        await world.MergeAsync("idc-a", "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/web", """
            {"metadata": {"labels": {"local": "yes"}, "annotations": {"local": "yes"}, "finalizers": ["example.org/local"]}}
            """);

        await world.ApplyWorkAsync(WorkTexts.Hpa(10, """, "labels": {"team": "shop"}"""));

        var metadata = world.FindHpa()!["metadata"]!;
        metadata["labels"]!.AsObject().Select(static each => each.Key).ShouldBe(["team", "local", "karmada.io/managed", "work.karmada.io/permanent-id"], ignoreOrder: true);
        metadata["annotations"]!.AsObject().ContainsKey("local").ShouldBeTrue();
        metadata["annotations"]!.AsObject().ContainsKey("note").ShouldBeFalse();
        metadata["finalizers"]!.ToJsonString().ShouldBe("""["example.org/local"]""");
    }

    [Theory]
    [InlineData("""{"resourcetemplate.karmada.io/retain-replicas": "true"}""", 5)]
    [InlineData("""{"resourcetemplate.karmada.io/retain-replicas": "false"}""", 2)]
    [InlineData("{}", 2)]
    public async Task A_Deployment_with_the_label_keeps_the_replicas_that_it_has_in_the_member(string labels, int expected)
    {
        await using var world = await StartAsync();
        await world.ApplyWorkAsync(Labelled(KarmadaTexts.Workload(2), labels));

        await world.MergeAsync("idc-a", Deployment + "/scale", """{"spec": {"replicas": 5}}""");
        world.Run(5);

        world.Get("idc-a", KnownResources.Deployments, "shop", "web")["spec"]!["replicas"].AsInteger().ShouldBe(expected);
    }

    [Fact]
    public async Task A_CloneSet_loses_what_its_member_set_where_nothing_retains_it()
    {
        await using var world = await StartAsync();
        await world.ApplyWorkAsync(Clone());

        await world.MergeAsync("idc-a", CloneSet, """{"spec": {"replicas": 5, "scaleStrategy": {"podsToDelete": ["web-x"]}}}""");

        Spec(world)["replicas"].AsInteger().ShouldBe(2);
        Spec(world)["scaleStrategy"]?["podsToDelete"].ShouldBeNull();
    }

    [Theory]
    [InlineData("desiredObj.spec.replicas = observedObj.spec.replicas", true, false)]
    [InlineData("desiredObj.spec.scaleStrategy.podsToDelete = observedObj.spec.scaleStrategy.podsToDelete", false, true)]
    [InlineData("desiredObj.spec.replicas = observedObj.spec.replicas\n desiredObj.spec.scaleStrategy = desiredObj.spec.scaleStrategy or {}\n desiredObj.spec.scaleStrategy.podsToDelete = observedObj.spec.scaleStrategy.podsToDelete", true, true)]
    [InlineData("local named = nil\n if observedObj.spec.scaleStrategy ~= nil then named = observedObj.spec.scaleStrategy.podsToDelete end\n desiredObj.spec.scaleStrategy = {}\n desiredObj.spec.scaleStrategy.podsToDelete = named", false, true)]
    [InlineData("if desiredObj.metadata.labels[\"resourcetemplate.karmada.io/retain-replicas\"] == \"true\" then desiredObj.spec.replicas = observedObj.spec.replicas end", false, false)]
    public async Task A_customization_retains_what_its_script_assigns(string script, bool keepsReplicas, bool keepsPods)
    {
        await using var world = await StartAsync();
        var customization = new JsonObject
        {
            ["apiVersion"] = "config.karmada.io/v1alpha1",
            ["kind"] = "ResourceInterpreterCustomization",
            ["metadata"] = new JsonObject { ["name"] = "clonesets" },
            ["spec"] = new JsonObject
            {
                ["target"] = new JsonObject { ["apiVersion"] = "apps.kruise.io/v1alpha1", ["kind"] = "CloneSet" },
                ["customizations"] = new JsonObject { ["retention"] = new JsonObject { ["luaScript"] = $"function Retain(desiredObj, observedObj)\n{script}\nreturn desiredObj\nend" } },
            },
        };
        // It would take a pod that is not there off its list.
        world.Member("idc-a").Pause(MemberController.CloneSet);
        await world.CreateAsync("hub", Customizations, customization.ToJsonString());
        await world.ApplyWorkAsync(Clone());

        await world.MergeAsync("idc-a", CloneSet, """{"spec": {"replicas": 5, "scaleStrategy": {"podsToDelete": ["web-x"]}}}""");

        Spec(world)["replicas"].AsInteger().ShouldBe(keepsReplicas ? 5 : 2);
        (Spec(world)["scaleStrategy"]?["podsToDelete"] is not null).ShouldBe(keepsPods);
    }

    private static string Clone() => KarmadaTexts.Workload(2, "apps.kruise.io/v1alpha1", "CloneSet");

    private static JsonNode Spec(KarmadaWorld world) => world.Get("idc-a", CloneSetDefinition.Resource, "shop", "web")["spec"]!;

    private static string Labelled(string manifest, string labels)
    {
        var value = JsonNode.Parse(manifest)!;
        value["metadata"]!["labels"] = JsonNode.Parse(labels);
        return value.ToJsonString();
    }

    private static async Task<KarmadaWorld> StartAsync()
    {
        var world = await KarmadaWorld.StartAsync();
        await world.AddNamespaceAsync();
        return world;
    }
}
