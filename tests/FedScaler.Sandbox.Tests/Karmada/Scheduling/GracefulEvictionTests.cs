using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada.Scheduling;

public sealed class GracefulEvictionTests
{
    private const string Evicted = """
        {"spec": {"clusters": [{"name": "idc-a", "replicas": 4}], "gracefulEvictionTasks": [{"fromCluster": "idc-b", "reason": "ManualEviction", "producer": "Someone"}]}}
        """;

    [Fact]
    public async Task It_ends_when_the_others_are_healthy_and_the_schedule_is_known()
    {
        await using var world = await EvictedAsync();
        world.Run(60);
        IsUnderWay(world).ShouldBeTrue();
        var generation = world.Binding()["metadata"]!["generation"]!.GetValue<int>();
        await world.MergeAsync("hub", KarmadaTexts.Binding + "/status", $$$"""{"status": {"schedulerObservedGeneration": {{{generation}}}}}""");
        world.Run(60);
        IsUnderWay(world).ShouldBeFalse();
        world.Work("idc-b", "web-56d6c779bb").ShouldBeNull();
    }

    [Fact]
    public async Task It_ends_when_its_time_is_up()
    {
        await using var world = await EvictedAsync();
        world.Run(590);
        IsUnderWay(world).ShouldBeTrue();
        world.Run(20);
        IsUnderWay(world).ShouldBeFalse();
    }

    [Fact]
    public async Task It_waits_for_a_users_word_where_deletion_is_suppressed()
    {
        await using var world = await EvictedAsync();
        await world.MergeAsync("hub", KarmadaTexts.Binding, """{"spec": {"gracefulEvictionTasks": [{"fromCluster": "idc-b", "suppressDeletion": true}]}}""");
        world.Run(1200);
        IsUnderWay(world).ShouldBeTrue();
        await world.MergeAsync("hub", KarmadaTexts.Binding, """{"spec": {"gracefulEvictionTasks": [{"fromCluster": "idc-b", "suppressDeletion": false}]}}""");
        IsUnderWay(world).ShouldBeFalse();
    }

    private static bool IsUnderWay(KarmadaWorld world) => world.Binding()["spec"]!["gracefulEvictionTasks"] is not null;

    private static async Task<KarmadaWorld> EvictedAsync()
    {
        var world = await KarmadaWorld.StartAsync();
        await world.PropagateAsync(KarmadaTexts.Policy());
        await world.MergeAsync("hub", KarmadaTexts.Binding, KarmadaTexts.Clusters(("idc-a", 3), ("idc-b", 1)));
        world.Run(30);
        await world.MergeAsync("hub", KarmadaTexts.Binding, Evicted);
        return world;
    }
}
