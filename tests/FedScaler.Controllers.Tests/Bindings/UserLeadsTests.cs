using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Tests.Bindings.Support;
using FedScaler.Core.Splitting;
using FedScaler.Runtime.Queues;

namespace FedScaler.Controllers.Tests.Bindings;

public sealed class UserLeadsTests
{
    [Fact]
    public async Task A_count_is_divided_and_told_per_member()
    {
        using var test = Over(12, ("a", 2), ("b", 2));
        await test.SettleAsync();

        test.Told.ShouldBe("a 6, b 6");
        test.Fleet.Writes.ShouldBe(["a 2 → 6", "b 2 → 6"]);
        test.Binding.Status!.Replicas.ShouldBe(12);
        test.Binding.Status.EffectiveReplicas.ShouldBe(12);
        (test.Condition("Ready").Status, test.Condition("Ready").Reason).ShouldBe(("True", "UserLeads"));
        test.Events.ShouldContain("ReplicasDivided: a 2 → 6, b 2 → 6");
    }

    [Fact]
    public async Task Whoever_is_to_run_fewer_is_written_first_and_the_sum_never_passes_the_count()
    {
        using var test = Over(12, ("a", 8), ("b", 4));
        await test.SettleAsync();
        test.Fleet.OnWrite = (_, _) => test.Fleet.Sum.ShouldBeLessThanOrEqualTo(12);

        test.Edit("""{"placement": {"clusters": [{"name": "a", "maxReplicas": 3}]}}""");
        await test.SettleAsync();

        test.Fleet.Writes.ShouldBe(["a 8 → 3", "b 4 → 9"]);
        test.Fleet.Sum.ShouldBe(12);
    }

    [Fact]
    public async Task What_a_member_does_not_give_is_not_handed_on()
    {
        using var test = Over(12, ("a", 8), ("b", 4));
        await test.SettleAsync();
        test.Fleet.Refusals["a"] = new HttpRequestException("connection reset");

        test.Edit("""{"placement": {"clusters": [{"name": "a", "maxReplicas": 3}]}}""");
        (await test.ReconcileAsync()).ShouldBeOfType<ReconcileResult.Retry>();
        test.Fleet.Writes.ShouldBeEmpty();
        test.Condition("Ready").Reason.ShouldBe("WriteFailed");
        test.Condition("Ready").Message.ShouldContain("a: connection reset");

        test.Fleet.Refusals.Clear();
        await test.SettleAsync();
        test.Fleet.Writes.ShouldBe(["a 8 → 3", "b 4 → 9"]);
    }

    [Fact]
    public async Task A_member_that_has_changed_meanwhile_is_looked_at_again()
    {
        using var test = Over(12, ("a", 6), ("b", 4));
        test.Fleet.Refusals["b"] = FakeFleet.Conflict();
        (await test.ReconcileAsync()).ShouldBeOfType<ReconcileResult.Retry>();
        test.Condition("Ready").Reason.ShouldBe("UserLeads");

        test.Fleet.Refusals.Clear();
        await test.SettleAsync();
        test.Fleet.Sum.ShouldBe(12);
    }

    [Fact]
    public async Task At_rest_nothing_is_written()
    {
        using var test = Over(12, ("a", 2), ("b", 2));
        await test.SettleAsync();
        var before = test.Hub.Writes.Count;
        await test.SettleAsync();
        test.Restart();
        await test.SettleAsync();
        test.Hub.Writes.Count.ShouldBe(before);
        test.Fleet.Writes.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_hand_in_a_member_is_put_back_and_told_also_after_a_restart()
    {
        using var test = Over(12, ("a", 6), ("b", 6));
        await test.SettleAsync();
        test.Fleet.Run("b", 9);
        await test.SettleAsync();
        test.Fleet.Writes.ShouldBe(["b 9 → 6"]);
        test.Events.ShouldContain(static note => note.StartsWith("PutBack: b was to run 6 and was set to 9", StringComparison.Ordinal));

        test.Restart();
        test.Fleet.Run("a", 1);
        await test.SettleAsync();
        test.Fleet.Writes.ShouldBe(["b 9 → 6", "a 1 → 6"]);
    }

    [Fact]
    public async Task A_silent_member_counts_as_last_seen_also_after_a_restart()
    {
        using var test = Over(12, ("a", 6), ("b", 6));
        await test.SettleAsync();
        test.Fleet.Silence("b");
        test.Edit("""{"replicas": 20}""");
        await test.SettleAsync();
        test.Told.ShouldBe("a 14, b 6");
        test.Condition("MembersSilent").Message.ShouldContain("b with 6");

        test.Restart();
        await test.SettleAsync();
        test.Told.ShouldBe("a 14, b 6");
        test.Fleet.Writes.ShouldBe(["a 6 → 14"]);
    }

    [Fact]
    public async Task A_member_that_may_have_been_told_more_before_it_fell_silent_counts_at_the_more()
    {
        using var test = Over(12, ("a", 6), ("b", 6));
        await test.SettleAsync();
        test.Fleet.Refusals["b"] = new TimeoutException("no answer");
        test.Edit("""{"replicas": 20}""");
        await test.ReconcileAsync();
        test.Fleet.Silence("b");
        test.Edit("""{"replicas": 24}""");
        await test.SettleAsync();
        test.Told.ShouldBe("a 14, b 10");
    }

    [Fact]
    public async Task An_invalid_spec_is_told_and_nothing_is_written()
    {
        using var test = Over(12, ("a", 6), ("b", 4));
        test.Edit("""{"placement": {"clusters": [{"name": "a", "minReplicas": 5, "maxReplicas": 3}]}}""");
        await test.SettleAsync();
        test.Condition("Ready").Reason.ShouldBe("InvalidSpec");
        test.Condition("Ready").Message.ShouldContain("spec.placement.clusters[0].minReplicas");
        test.Fleet.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_member_without_the_target_is_left_out_and_named()
    {
        using var test = Over(12, ("a", 6));
        test.Fleet.Show("b", new MemberView.Missing("there is no Deployment shop/web"));
        await test.SettleAsync();
        test.Told.ShouldBe("a 12");
        test.Condition("Ready").Message.ShouldContain("without b: there is no Deployment shop/web");
    }

    [Fact]
    public async Task Nothing_is_written_to_a_paused_member()
    {
        using var test = Over(12, ("a", 6), ("b", 3));
        test.Fleet.Pause("b");
        await test.SettleAsync();
        test.Fleet.Writes.ShouldBe(["a 6 → 9"]);
    }

    [Fact]
    public async Task A_members_own_HPA_keeps_us_away_and_the_count_follows_it()
    {
        using var test = Over(12, ("a", 6), ("b", 6));
        await test.SettleAsync();
        test.Fleet.Run("b", 9, hpas: OwnHpa);
        await test.SettleAsync();

        test.Fleet.Writes.ShouldBeEmpty();
        test.Told.ShouldBe("a 6, b 9");
        test.Binding.Spec.Replicas.ShouldBe(15);
        test.Condition("Conflict").Message.ShouldContain("HPA own in b scales the target: delete it");
    }

    [Fact]
    public async Task A_rule_sets_the_count_and_leaves_the_spec_alone()
    {
        using var test = Over(12, ("a", 6), ("b", 6));
        await test.SettleAsync();
        var spec = test.Binding.Spec;
        test.SetRule(20);
        (await test.ReconcileAsync()).ShouldBeOfType<ReconcileResult.After>().Delay.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(30));
        await test.SettleAsync();

        test.Fleet.Writes.ShouldBe(["a 6 → 10", "b 6 → 10"]);
        (test.Binding.Spec.Replicas, test.Told).ShouldBe((12, "a 6, b 6"));
        test.Binding.Spec.Clusters.ShouldBe(spec.Clusters);
        test.Binding.Status!.EffectiveReplicas.ShouldBe(20);
        test.Binding.Status.ActiveSchedules.ShouldBe(["peak/night"]);
        test.Binding.Status.Replicas.ShouldBe(20);
        (test.Condition("Scheduled").Status, test.Condition("Scheduled").Reason).ShouldBe(("True", "RuleInForce"));

        test.SetRule(null);
        await test.SettleAsync();
        (test.Fleet.Sum, test.Told, test.Binding.Status!.EffectiveReplicas).ShouldBe((12L, "a 6, b 6", 12));
        test.Condition("Scheduled").Status.ShouldBe("False");
    }

    [Fact]
    public async Task A_restart_while_a_rule_holds_changes_nothing()
    {
        using var test = Over(12, ("a", 6), ("b", 6));
        await test.SettleAsync();
        test.SetRule(20);
        await test.SettleAsync();
        test.Restart();
        await test.SettleAsync();
        test.Fleet.Writes.Count.ShouldBe(2);
        test.Fleet.Silence("b");
        test.Restart();
        test.SetRule(26);
        await test.SettleAsync();
        test.Fleet.RunsIn("a").ShouldBe(16);
    }

    [Fact]
    public async Task Nothing_happens_before_every_CronHPA_is_known()
    {
        using var test = Over(12, ("a", 2));
        test.Synced = false;
        await test.SettleAsync();
        test.Fleet.Writes.ShouldBeEmpty();
        test.Binding.Status.ShouldBeNull();
    }

    [Fact]
    public async Task What_a_FedHPA_left_is_the_count()
    {
        using var test = Over(12, ("a", 9), ("b", 8));
        test.Hub.Put("replicabindings", Fleet.Support.Samples.Parse(
            """
            {"apiVersion": "fedscaler.io/v1alpha1", "kind": "ReplicaBinding", "metadata": {"name": "web-deployment", "namespace": "shop"},
             "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "replicas": 15,
                      "clusters": [{"name": "a", "replicas": 9}, {"name": "b", "replicas": 6}]},
             "status": {"observedGeneration": 0, "replicas": 15, "conditions": [
                {"type": "Ready", "status": "True", "reason": "MembersLead", "message": "", "lastTransitionTime": "2026-03-01T00:00:00Z"}]}}
            """));
        await test.SettleAsync();
        (test.Binding.Spec.Replicas, test.Told).ShouldBe((17, "a 9, b 8"));
        test.Fleet.Writes.ShouldBeEmpty();
        test.Condition("Ready").Reason.ShouldBe("UserLeads");
    }

    private static HpaView OwnHpa => new("own", "uid", "1", 1, 9, null, null, "hash", null, null, new HpaObservation { DesiredReplicas = 9 });

    private static BindingUnderTest Over(int replicas, params (string Member, int Runs)[] members)
    {
        var test = new BindingUnderTest(replicas);
        foreach (var (member, runs) in members) test.Fleet.Run(member, runs);
        return test;
    }
}
