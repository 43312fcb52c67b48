using FedScaler.Controllers.Tests.Bindings.Support;
using FedScaler.Runtime.Queues;

namespace FedScaler.Controllers.Tests.Bindings;

/// <summary>While a ScaleIn holds the target, a binding that the user leads scales nothing, and goes on from what it left.</summary>
public sealed class HeldCountsTests
{
    [Fact]
    public async Task No_member_is_scaled_while_a_ScaleIn_holds_and_the_status_says_for_whom()
    {
        using var test = await HeldAsync();
        test.Edit("""{"replicas": 20}""");
        test.Fleet.Run("b", 6, unschedulable: 3);
        await test.SettleAsync();
        test.Clock.Advance(TimeSpan.FromMinutes(2));
        await test.SettleAsync();

        test.Fleet.Writes.ShouldBeEmpty();
        test.Binding.Status!.HeldBy.ShouldBe("uid-drop");
        (test.Condition("Held").Status, test.Condition("Held").Reason).ShouldBe(("True", "ScaleInInProgress"));
        test.Condition("Held").Message.ShouldBe("what members run is kept as it is for ScaleIn drop");
        test.Condition("Ready").Status.ShouldBe("True");
        test.Told.ShouldBe("a 6, b 6", "what members run is not the count");
    }

    [Fact]
    public async Task What_was_taken_out_is_neither_put_back_nor_taken_from_others()
    {
        using var test = await HeldAsync();
        test.Fleet.Run("a", 4);
        await test.SettleAsync();
        (test.Binding.Spec.Replicas, test.Told, test.Binding.Status!.Replicas).ShouldBe((12, "a 6, b 6", 10));

        test.Edit("""{"replicas": 10}""");
        await test.SettleAsync();
        test.Told.ShouldBe("a 4, b 6");
        test.Hold(null);
        await test.SettleAsync();

        test.Fleet.Writes.ShouldBeEmpty();
        test.Binding.Status!.HeldBy.ShouldBeNull();
        test.Binding.Status.Conditions.ShouldNotContain(static condition => condition.Type == "Held");
        test.Events.ShouldNotContain(static note => note.StartsWith("PutBack", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_restart_at_any_time_changes_nothing_of_that(bool afterRelease)
    {
        using var test = await HeldAsync();
        test.Restart();
        test.Fleet.Run("a", 4);
        await test.SettleAsync();
        test.Restart();
        test.Edit("""{"replicas": 10}""");
        if (!afterRelease) await test.SettleAsync();
        test.Hold(null);
        test.Restart();
        await test.SettleAsync();
        test.Restart();
        await test.SettleAsync();

        test.Fleet.Writes.ShouldBeEmpty();
        (test.Told, test.Binding.Status!.HeldBy).ShouldBe(("a 4, b 6", null));
    }

    [Fact]
    public async Task A_cache_that_is_behind_takes_nothing_from_a_member_that_was_left_alone()
    {
        using var test = await HeldAsync();
        test.Edit("""{"replicas": 11}""");
        test.Hold(null);
        (await test.ReconcileAsync()).ShouldBe(new ReconcileResult.After(TimeSpan.FromSeconds(1)));
        test.Fleet.Writes.ShouldBeEmpty();
        test.Binding.Status!.HeldBy.ShouldBe("uid-drop");

        test.Fleet.Run("a", 5);
        await test.SettleAsync();
        test.Fleet.Writes.ShouldBeEmpty();
        (test.Told, test.Binding.Status!.HeldBy).ShouldBe(("a 5, b 6", null));
    }

    [Fact]
    public async Task A_count_that_the_user_asked_for_meanwhile_is_served_after_the_hold_with_the_smallest_change()
    {
        using var test = await HeldAsync();
        test.Fleet.Run("a", 4);
        test.Edit("""{"replicas": 18}""");
        await test.SettleAsync();
        test.Fleet.Writes.ShouldBeEmpty();
        test.Fleet.OnWrite = (_, _) => test.Binding.Status!.HeldBy.ShouldBeNull();

        test.Hold(null);
        await test.SettleAsync();

        test.Fleet.Sum.ShouldBe(18);
        test.Fleet.Writes.Count.ShouldBe(2);
        test.Fleet.RunsIn("a").ShouldBeGreaterThanOrEqualTo(4);
        test.Fleet.RunsIn("b").ShouldBeGreaterThanOrEqualTo(6);
    }

    [Fact]
    public async Task An_invalid_spec_confirms_the_hold_too_and_still_starts_from_what_it_left()
    {
        using var test = Over(12, ("a", 6), ("b", 6));
        await test.SettleAsync();
        test.Edit("""{"placement": {"clusters": [{"name": "a", "minReplicas": 5, "maxReplicas": 3}]}}""");
        test.Hold("drop");
        await test.SettleAsync();
        test.Condition("Ready").Reason.ShouldBe("InvalidSpec");
        test.Binding.Status!.HeldBy.ShouldBe("uid-drop");

        test.Fleet.Run("a", 5);
        test.Edit("""{"replicas": 11}""");
        test.Hold(null);
        await test.SettleAsync();
        test.Edit("""{"placement": {}}""");
        await test.SettleAsync();
        test.Fleet.Writes.ShouldBeEmpty();
        (test.Told, test.Binding.Status!.HeldBy).ShouldBe(("a 5, b 6", null));
    }

    [Fact]
    public async Task A_write_that_may_yet_land_is_given_its_time_before_the_hold_is_confirmed()
    {
        using var test = Over(12, ("a", 6), ("b", 4));
        test.Fleet.Refusals["b"] = new TimeoutException("no answer");
        await test.ReconcileAsync();
        test.Fleet.Refusals.Clear();
        test.Hold("drop");
        (await test.ReconcileAsync()).ShouldBe(new ReconcileResult.After(TimeSpan.FromSeconds(1)));
        test.Binding.Status!.HeldBy.ShouldBeNull();

        test.Clock.Advance(HoldMemory.Doubt);
        (await test.ReconcileAsync()).ShouldBe(ReconcileResult.Finished);
        test.Binding.Status!.HeldBy.ShouldBe("uid-drop");
        test.Fleet.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task While_a_rule_sets_the_count_the_spec_stays_the_users_through_a_hold()
    {
        using var test = Over(12, ("a", 6), ("b", 6));
        await test.SettleAsync();
        test.SetRule(20);
        await test.SettleAsync();
        test.Fleet.Writes.Clear();
        test.Hold("drop");
        test.Fleet.Run("a", 9);
        await test.SettleAsync();

        test.Fleet.Writes.ShouldBeEmpty();
        (test.Binding.Spec.Replicas, test.Told, test.Binding.Status!.Replicas).ShouldBe((12, "a 6, b 6", 19));
        test.Binding.Status.HeldBy.ShouldBe("uid-drop");

        test.Hold(null);
        await test.SettleAsync();
        test.Fleet.Sum.ShouldBe(20, "the rule's count counts again");
        test.Binding.Status!.HeldBy.ShouldBeNull();
    }

    [Fact]
    public async Task What_a_FedHPA_left_during_the_hold_is_taken_back_when_it_ends()
    {
        using var test = Over(12, ("a", 9), ("b", 6));
        test.Hub.Put("replicabindings", Fleet.Support.Samples.Parse(
            """
            {"apiVersion": "fedscaler.io/v1alpha1", "kind": "ReplicaBinding", "metadata": {"name": "web-deployment", "namespace": "shop"},
             "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "replicas": 15,
                      "clusters": [{"name": "a", "replicas": 9}, {"name": "b", "replicas": 6}]},
             "status": {"observedGeneration": 0, "replicas": 15, "conditions": [
                {"type": "Ready", "status": "True", "reason": "MembersLead", "message": "", "lastTransitionTime": "2026-03-01T00:00:00Z"}]}}
            """));
        test.Hold("drop");
        await test.SettleAsync();
        test.Binding.Status!.HeldBy.ShouldBe("uid-drop");
        test.Fleet.Run("a", 7);
        await test.SettleAsync();

        test.Hold(null);
        await test.SettleAsync();
        test.Fleet.Writes.ShouldBeEmpty();
        (test.Binding.Spec.Replicas, test.Told, test.Binding.Status!.HeldBy).ShouldBe((13, "a 7, b 6", null));
        test.Condition("Ready").Reason.ShouldBe("UserLeads");
    }

    [Fact]
    public async Task Nothing_is_written_before_the_ScaleIns_are_known()
    {
        using var test = Over(12, ("a", 2));
        test.Holds.Synced = false;
        await test.SettleAsync();
        test.Fleet.Writes.ShouldBeEmpty();
        test.Binding.Status.ShouldBeNull();
    }

    /// <summary>The law: whatever fleet, whatever was taken out of it, however often restarted, a ScaleIn's binding is as it left it.</summary>
    [Fact]
    public async Task Of_any_fleet_a_ScaleIn_leaves_what_it_left()
    {
        var random = new Random(20261122);
        for (var fleet = 0; fleet < 100; fleet++)
        {
            var members = Enumerable.Range(0, random.Next(1, 6)).Select(static number => $"m{number}").ToList();
            using var test = new BindingUnderTest(random.Next(1, 60));
            foreach (var member in members) test.Fleet.Run(member, random.Next(0, 20), fit: random.Next(4) == 0 ? null : random.Next(1, 40));
            await test.SettleAsync();
            test.Fleet.Writes.Clear();
            test.Hold("drop");
            await test.SettleAsync();
            var left = members.ToDictionary(static member => member, member => random.Next(0, test.Fleet.RunsIn(member) + 1));
            foreach (var (member, replicas) in left)
            {
                test.Fleet.Run(member, replicas, fit: random.Next(1, 40));
                if (random.Next(2) == 0) await test.ReconcileAsync();
                if (random.Next(4) == 0) test.Restart();
            }

            test.Edit($$"""{"replicas": {{test.Fleet.Sum}}}""");
            if (random.Next(2) == 0) await test.ReconcileAsync();
            test.Hold(null);
            if (random.Next(4) == 0) test.Restart();
            await test.SettleAsync();

            test.Fleet.Writes.ShouldBeEmpty($"fleet {fleet}");
            members.ToDictionary(static member => member, test.Fleet.RunsIn).ShouldBe(left, $"fleet {fleet}");
            test.Binding.Status!.HeldBy.ShouldBeNull($"fleet {fleet}");
        }
    }

    private static async Task<BindingUnderTest> HeldAsync()
    {
        var test = Over(12, ("a", 6), ("b", 6));
        await test.SettleAsync();
        test.Hold("drop");
        await test.SettleAsync();
        return test;
    }

    private static BindingUnderTest Over(int replicas, params (string Member, int Runs)[] members)
    {
        var test = new BindingUnderTest(replicas);
        foreach (var (member, runs) in members) test.Fleet.Run(member, runs);
        return test;
    }
}
