using System.Text.Json.Nodes;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Tests.Fleet.Karmada.Bindings.Support;

namespace FedScaler.Controllers.Tests.Fleet.Karmada.Bindings;

public sealed class RetentionReleaseTests
{
    /// <summary>A binding that was ours, with what Karmada reports that the members run.</summary>
    private static async Task<KarmadaHub> OursAsync(Action<KarmadaHub>? prepare = null, int reported = 4)
    {
        var hub = new KarmadaHub();
        prepare?.Invoke(hub);
        await hub.StartAsync();
        await hub.FollowAsync(KarmadaHub.Member("a", 4));
        await hub.Store.WriteStatusAsync(await hub.SeenAsync(), new ReplicaBindingStatus { Replicas = 4 }, default);
        var binding = hub.Binding;
        binding["status"] = JsonNode.Parse($$"""{"aggregatedStatus": [{"clusterName": "a", "status": {"replicas": {{reported}} } }]}""");
        hub.Objects.Put("resourcebindings", binding);
        return hub;
    }

    private static string? Mark(KarmadaHub hub) => (string?)hub.Binding["metadata"]!["annotations"]!["fedscaler.io/status"];

    [Fact]
    public async Task Another_scheduler_gets_the_binding_and_the_members_counts_without_our_marks()
    {
        await using var hub = await OursAsync();
        (hub.Retain, Mark(hub)).ShouldSatisfyAllConditions(both => both.Retain.ShouldBe("true"), both => both.Item2.ShouldNotBeNull());
        hub.Edit("""{"schedulerName": "default-scheduler"}""");
        await KarmadaHub.UntilAsync(() => Mark(hub) is null);
        hub.Retain.ShouldBeNull();
        hub.Template["metadata"]!["annotations"]!.AsObject().ShouldNotContainKey("fedscaler.io/retain-replicas");
    }

    [Fact]
    public async Task A_binding_that_no_policy_governs_any_more_is_let_go_for_good()
    {
        await using var hub = await OursAsync();
        var binding = hub.Binding;
        binding["metadata"]!["labels"]!.AsObject().Remove("propagationpolicy.karmada.io/permanent-id");
        hub.Objects.Put("resourcebindings", binding);
        await KarmadaHub.UntilAsync(() => Mark(hub) is null && hub.Retain is null);
        await KarmadaHub.UntilAsync(() => hub.Store.Cache.Get(KarmadaHub.Key) is null);
    }

    [Fact]
    public async Task A_label_that_the_user_had_set_stays()
    {
        await using var hub = await OursAsync(static hub =>
        {
            var template = hub.Template;
            template["metadata"]!["labels"] = new JsonObject { ["resourcetemplate.karmada.io/retain-replicas"] = "true" };
            hub.Objects.Put("deployments", template);
        });
        hub.Edit("""{"schedulerName": "default-scheduler"}""");
        await KarmadaHub.UntilAsync(() => Mark(hub) is null);
        hub.Retain.ShouldBe("true");
    }

    [Fact]
    public async Task The_label_stays_until_the_binding_says_what_the_members_run()
    {
        await using var hub = await OursAsync(reported: 7);
        hub.Edit("""{"schedulerName": "default-scheduler"}""");
        await KarmadaHub.UntilAsync(() => hub.Store.Cache.Get(KarmadaHub.Key) is null);
        hub.Retain.ShouldBe("true");
        hub.Edit("""{"replicas": 7, "clusters": [{"name": "a", "replicas": 7}]}""");
        await KarmadaHub.UntilAsync(() => Mark(hub) is null);
        hub.Retain.ShouldBeNull();
    }

    [Fact]
    public async Task The_label_stays_while_a_FedHPA_is_over_the_target()
    {
        await using var hub = await OursAsync(static hub =>
        {
            hub.Objects.Served["/apis/fedscaler.io/v1alpha1"] = """{"resources": [{"name": "fedhpas", "kind": "FedHPA", "namespaced": true}]}""";
            hub.Put("fedhpas", """{"metadata": {"name": "web", "namespace": "shop"}, "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"} } }""");
        });
        hub.Edit("""{"schedulerName": "default-scheduler"}""");
        await KarmadaHub.UntilAsync(() => hub.Store.Cache.Get(KarmadaHub.Key) is null);
        hub.Retain.ShouldBe("true");
        hub.Objects.Remove("fedhpas", new("shop", "web"));
        await KarmadaHub.UntilAsync(() => Mark(hub) is null);
        hub.Retain.ShouldBeNull();
    }
}
