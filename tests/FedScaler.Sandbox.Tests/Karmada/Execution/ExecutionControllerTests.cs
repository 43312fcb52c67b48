using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada.Execution;

public sealed class ExecutionControllerTests
{
    private const string Hpas = "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers";
    private const string Claimed = "resource(kind=HorizontalPodAutoscaler, shop/web) already exists in the cluster idc-a and the work.karmada.io/conflict-resolution strategy value is empty, Karmada will not manage this resource";

    [Fact]
    public async Task A_Work_puts_its_manifest_into_its_member_and_no_other()
    {
        await using var world = await StartAsync();

        await world.ApplyWorkAsync(WorkTexts.Hpa(10));

        world.Max().ShouldBe(10);
        world.FindHpa("idc-b").ShouldBeNull();
        world.FindHpa()!["metadata"]!["managedFields"]![0]!["manager"]!.GetValue<string>().ShouldBe("karmada-controller-manager");
        world.Condition("Dispatching").ShouldBe(("True", "Dispatching", "Work is being dispatched to member clusters."));
        world.Condition("Applied").ShouldBe(("True", "AppliedSuccessful", "Manifest has been successfully applied"));
        await world.ApplyWorkAsync(WorkTexts.Hpa(12));
        world.Max().ShouldBe(12);
    }

    [Fact]
    public async Task What_is_there_and_not_Karmadas_is_left_alone_unless_it_may_be_overwritten()
    {
        await using var world = await StartAsync();
        await world.CreateAsync("idc-a", Hpas, WorkTexts.Hpa(3));

        await world.ApplyWorkAsync(WorkTexts.Hpa(10));

        world.Max().ShouldBe(3);
        world.Condition("Applied").ShouldBe(("False", "AppliedFailed", $"Failed to apply all manifests (0/1): {Claimed}"));
        await world.ApplyWorkAsync(WorkTexts.Hpa(10, """, "annotations": {"work.karmada.io/conflict-resolution": "overwrite"}"""));
        world.Max().ShouldBe(10);
        world.Condition("Applied").Status.ShouldBe("True");
    }

    [Fact]
    public async Task A_suspended_Work_changes_nothing_in_the_member_until_it_goes_on()
    {
        await using var world = await StartAsync();
        await world.ApplyWorkAsync(WorkTexts.Hpa(10));

        await world.ApplyWorkAsync(WorkTexts.Hpa(20), "\"suspendDispatching\": true,");

        world.Max().ShouldBe(10);
        world.Condition("Dispatching").ShouldBe(("False", "SuspendDispatching", "Work dispatching is in a suspended state."));
        await world.ApplyWorkAsync(WorkTexts.Hpa(20));
        world.Max().ShouldBe(20);
        world.Condition("Dispatching").Status.ShouldBe("True");
    }

    [Fact]
    public async Task A_deleted_Work_takes_its_object_along()
    {
        await using var world = await StartAsync();
        await world.ApplyWorkAsync(WorkTexts.Hpa());

        await world.DeleteWorkAsync();

        world.Work("idc-a", WorkTexts.Name).ShouldBeNull();
        world.FindHpa().ShouldBeNull();
    }

    [Fact]
    public async Task A_field_that_the_member_does_not_know_is_left_out_and_the_Work_says_that_all_is_well()
    {
        await using var world = await StartAsync();
        await world.ApplyWorkAsync(WorkTexts.Hpa().Replace("\"minReplicas\"", "\"behavior\": {\"scaleUp\": {\"smoothingSeconds\": 30, \"stabilizationWindowSeconds\": 5}}, \"minReplicas\"", StringComparison.Ordinal));

        var up = world.FindHpa()!["spec"]!["behavior"]!["scaleUp"]!;
        up["smoothingSeconds"].ShouldBeNull();
        ((int?)up["stabilizationWindowSeconds"]).ShouldBe(5);
        world.Condition("Applied").Status.ShouldBe("True");
    }

    [Fact]
    public async Task A_deleted_Work_leaves_what_was_never_its_own()
    {
        await using var world = await StartAsync();
        await world.CreateAsync("idc-a", Hpas, WorkTexts.Hpa(3));
        await world.ApplyWorkAsync(WorkTexts.Hpa());

        await world.DeleteWorkAsync();

        world.Work("idc-a", WorkTexts.Name).ShouldBeNull();
        world.Max().ShouldBe(3);
    }

    [Fact]
    public async Task Preserved_on_deletion_the_object_stays_without_Karmadas_marks()
    {
        await using var world = await StartAsync();
        await world.ApplyWorkAsync(WorkTexts.Hpa(10, """, "labels": {"team": "shop"}"""), "\"preserveResourcesOnDeletion\": true,");

        await world.DeleteWorkAsync();

        world.Work("idc-a", WorkTexts.Name).ShouldBeNull();
        var metadata = world.FindHpa()!["metadata"]!;
        metadata["labels"]!.ToJsonString().ShouldBe("""{"team":"shop"}""");
        metadata["annotations"].ShouldBeNull();
        // Nobody's now: a new Work does not get it.
        await world.ApplyWorkAsync(WorkTexts.Hpa(20));
        world.Max().ShouldBe(10);
        world.Condition("Applied").Status.ShouldBe("False");
    }

    [Fact]
    public async Task A_member_that_refuses_is_told_in_the_Work_and_catches_up_when_it_is_back()
    {
        await using var world = await StartAsync();
        await world.Fleet["idc-a"].KillAsync();

        await world.ApplyWorkAsync(WorkTexts.Hpa());

        world.FindHpa().ShouldBeNull();
        var (status, reason, message) = world.Condition("Applied");
        (status, reason).ShouldBe(("False", "AppliedFailed"));
        message.ShouldStartWith("Failed to apply all manifests (0/1): dial tcp ");
        world.Run(20);
        await world.Fleet["idc-a"].RestartAsync();
        world.Run(20);
        world.Max().ShouldBe(10);
        world.Condition("Applied").Status.ShouldBe("True");
    }

    [Fact]
    public async Task A_black_holed_member_is_waited_for_32_seconds_and_caught_up_later()
    {
        await using var world = await StartAsync();
        world.Fleet["idc-a"].Faults.BlackHole = true;
        await world.ApplyWorkAsync(WorkTexts.Hpa());
        world.Run(31);
        world.Condition("Applied").ShouldBe(default);

        world.Run(2);

        world.Condition("Applied").Message.ShouldEndWith("context deadline exceeded (Client.Timeout exceeded while awaiting headers)");
        world.Run(60);
        // Not ready by now: nothing is even tried.
        world.Fleet["idc-a"].Faults.BlackHole = false;
        world.Run(200);
        world.Max().ShouldBe(10);
    }

    [Fact]
    public async Task A_Work_that_is_deleted_while_its_member_is_silent_waits_for_it()
    {
        await using var world = await StartAsync();
        await world.ApplyWorkAsync(WorkTexts.Hpa());
        await world.Fleet["idc-a"].KillAsync();
        world.Run(60);

        await world.DeleteWorkAsync();

        world.Run(10);
        world.Work("idc-a", WorkTexts.Name).ShouldNotBeNull();
        world.FindHpa().ShouldNotBeNull();
        await world.Fleet["idc-a"].RestartAsync();
        world.Run(120);
        world.Work("idc-a", WorkTexts.Name).ShouldBeNull();
        world.FindHpa().ShouldBeNull();
    }

    [Fact]
    public async Task A_namespace_that_is_missing_is_named_and_waited_for()
    {
        await using var world = await KarmadaWorld.StartAsync();

        await world.ApplyWorkAsync(WorkTexts.Hpa());

        world.Condition("Applied").Message.ShouldBe("Failed to apply all manifests (0/1): namespaces \"shop\" not found");
        await world.AddNamespaceAsync();
        world.Run(10);
        world.Max().ShouldBe(10);
    }

    [Fact]
    public async Task A_kind_that_the_member_does_not_serve_is_not_found_there()
    {
        await using var world = await StartAsync();

        await world.ApplyWorkAsync("""{"apiVersion": "example.org/v1", "kind": "Widget", "metadata": {"name": "w", "namespace": "shop"}}""");

        world.Condition("Applied").Message.ShouldBe("Failed to apply all manifests (0/1): the server could not find the requested resource");
    }

    [Fact]
    public async Task An_invalid_manifest_is_refused_in_the_servers_words()
    {
        await using var world = await StartAsync();

        await world.ApplyWorkAsync(WorkTexts.Hpa(max: 0));

        world.Condition("Applied").Message.ShouldContain("spec.maxReplicas: Invalid value: 0: must be greater than 0");
    }

    private static async Task<KarmadaWorld> StartAsync()
    {
        var world = await KarmadaWorld.StartAsync();
        await world.AddNamespaceAsync();
        return world;
    }
}
