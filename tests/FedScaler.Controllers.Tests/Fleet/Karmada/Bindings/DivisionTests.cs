using FedScaler.Controllers.Tests.Fleet.Karmada.Bindings.Support;

namespace FedScaler.Controllers.Tests.Fleet.Karmada.Bindings;

public sealed class DivisionTests
{
    private static async Task<DividedHub> StartAsync(int replicas, string placement = KarmadaHub.Divided) => new(await new KarmadaHub(replicas, placement).StartAsync());

    [Fact]
    public async Task A_new_workload_is_divided_by_what_each_cluster_can_hold()
    {
        await using var test = await StartAsync(8);
        test.Await("a", fit: 30);
        test.Await("b", fit: 10);
        await test.DivideAsync();
        (test.Hub.Spec, test.Hub.Count).ShouldBe(("8 = a 6, b 2", 8));
        test.Fleet.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_on_its_way_counts_and_nothing_is_written_twice()
    {
        await using var test = await StartAsync(8);
        test.Await("a", fit: 30);
        test.Await("b", fit: 10);
        await test.DivideAsync();
        test.Fleet.Run("a", 6, fit: 30);
        await test.DivideAsync();
        test.Hub.Spec.ShouldBe("8 = a 6, b 2");
        test.Fleet.Run("b", 2, fit: 10);
        await test.DivideAsync();
        await test.Hub.SeenAsync();
        test.Hub.Objects.Writes.Clear();
        await test.DivideAsync();
        test.Hub.Objects.Writes.ShouldBeEmpty();
        test.Fleet.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Scaling_the_workload_on_the_hub_scales_the_members()
    {
        await using var test = await StartAsync(8);
        test.Fleet.Run("a", 4);
        test.Fleet.Run("b", 4);
        await test.DivideAsync();
        test.Hub.Scale(12);
        await test.DivideAsync();
        (test.Hub.Spec, test.Hub.Count, test.Fleet.Sum).ShouldBe(("12 = a 6, b 6", 12, 12));
    }

    [Fact]
    public async Task A_rule_on_the_workload_sets_the_count_everywhere_and_the_users_comes_back_after_it()
    {
        await using var test = await StartAsync(8);
        test.Fleet.Run("a", 4);
        test.Fleet.Run("b", 4);
        await test.DivideAsync();
        test.Rule = 2;
        await test.DivideAsync();
        (test.Hub.Spec, test.Hub.Count, test.Hub.UserCount, test.Fleet.Sum).ShouldBe(("2 = a 1, b 1", 2, "8/2", 2));
        test.Hub.Scale(10);
        await test.DivideAsync();
        (test.Hub.Spec, test.Hub.UserCount).ShouldBe(("2 = a 1, b 1", "10/2"));
        test.Rule = null;
        await test.DivideAsync();
        (test.Hub.Spec, test.Hub.Count, test.Hub.UserCount, test.Fleet.Sum).ShouldBe(("10 = a 5, b 5", 10, null, 10));
    }

    [Fact]
    public async Task A_cluster_that_the_policy_leaves_out_is_emptied_first_and_then_taken_out()
    {
        await using var test = await StartAsync(8, """{"clusterAffinity": {"clusterNames": ["a"]}, "replicaScheduling": {"replicaSchedulingType": "Divided", "replicaDivisionPreference": "Aggregated"} }""");
        test.Hub.Edit("""{"clusters": [{"name": "a", "replicas": 4}, {"name": "b", "replicas": 4}]}""");
        test.Fleet.Run("a", 4);
        test.Fleet.Run("b", 4);
        test.Fleet.Leave("b", "spec.placement.clusterAffinity.clusterNames leaves it out");
        await test.DivideAsync();
        test.Hub.Spec.ShouldBe("8 = a 8, b 0");
        test.Fleet.Writes.ShouldBe(["b 4 → 0", "a 4 → 8"]);
        test.Fleet.Leave("b", "spec.placement.clusterAffinity.clusterNames leaves it out");
        await test.DivideAsync();
        test.Hub.Spec.ShouldBe("8 = a 8");
    }

    [Fact]
    public async Task With_a_FedHPA_the_first_division_is_by_fit_and_within_its_bounds_and_the_members_lead_from_then_on()
    {
        await using var test = await StartAsync(3);
        test.Await("a", fit: 20);
        test.Await("b", fit: 10);
        await test.FollowAsync(min: 6, max: 20);
        (test.Hub.Spec, test.Hub.Count).ShouldBe(("6 = a 4, b 2", 6));
        test.Fleet.Run("a", 9);
        await test.FollowAsync(min: 6, max: 20);
        (test.Hub.Spec, test.Hub.Count).ShouldBe(("11 = a 9, b 2", 11));
    }

    [Fact]
    public async Task A_silent_member_keeps_its_count_in_the_binding()
    {
        await using var test = await StartAsync(3);
        test.Fleet.Run("a", 4);
        test.Fleet.Run("b", 5);
        await test.FollowAsync(min: 6, max: 20);
        test.Fleet.Silence("b");
        test.Fleet.Run("a", 7);
        await test.FollowAsync(min: 6, max: 20);
        test.Hub.Spec.ShouldBe("12 = a 7, b 5");
    }
}
