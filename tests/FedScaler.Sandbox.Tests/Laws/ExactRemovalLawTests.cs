using FedScaler.Sandbox.Storage;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Laws;

public sealed class ExactRemovalLawTests
{
    private const string Exact = """, "guarantee": "Exact" """;
    private const string BestEffort = """, "guarantee": "BestEffort" """;

    private static WriteOrigin Remover { get; } = new("fedscaler/0.1", "fedscaler-scalein", "patch");

    [Fact]
    public void The_named_pod_goes_the_count_falls_and_nothing_else_happens()
    {
        var story = Committed().Has("idc-a", "bad", going: true).Wait(2)
            .Removes("Committed", "Releasing").Removes("Completed", "Released", hold: "Released").Wait(60);
        story.Broken().ShouldBeEmpty();
        story.Verdict().Laws.ShouldContain(law => law.Number == 14 && law.Checks >= 3);
    }

    [Theory]
    [InlineData("Preparing", "Prepared")]
    [InlineData("Committed", "Committed")]
    [InlineData("Releasing", "Committed")]
    public void A_healthy_pod_that_is_not_named_and_goes_is_a_breach(string stage, string phase) =>
        Prepared().Removes(phase, stage).Has("idc-a", "good", going: true).Broken().ShouldBe([14]);

    [Fact]
    public void A_namesake_of_another_uid_is_not_the_named_pod() =>
        Committed().Has("idc-a", "good", going: true).Verdict().Violations.ShouldHaveSingleItem().Sentence.ShouldContain("which it did not name");

    [Fact]
    public void A_pod_that_was_unready_may_go_and_be_replaced() =>
        Committed().Has("idc-a", "good", ready: false).Has("idc-a", "good", ready: false, going: true).Has("idc-a", "new").Broken().ShouldBeEmpty();

    [Fact]
    public void A_new_pod_is_a_breach_where_nobody_was_lost() => Committed().Has("idc-a", "new").Broken().ShouldBe([14]);

    [Fact]
    public void What_a_user_deletes_is_replaced_without_a_breach() =>
        Committed().Has("idc-a", "good", going: true, by: Story.User).Has("idc-a", "new").Broken().ShouldBeEmpty();

    [Fact]
    public void Another_member_goes_its_own_way() => Committed().Has("idc-b", "theirs").Wait(1).Has("idc-b", "theirs", going: true).Broken().ShouldBeEmpty();

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void Another_count_from_the_service_is_a_breach(int replicas) => Prepared().Removes("Committed", "Committing").Runs("idc-a", replicas, by: Remover).Broken().ShouldContain(14);

    [Fact]
    public void A_held_autoscaler_that_puts_pods_back_is_a_breach() => Committed().Runs("idc-a", 5).Runs("idc-a", 6).Broken().ShouldBe([14]);

    [Fact]
    public void Once_it_is_let_go_the_autoscaler_may_grow_again() =>
        Committed().Removes("Committed", "Releasing").Runs("idc-a", 6).Has("idc-a", "new").Removes("Completed", "Released", hold: "Released").Broken().ShouldBeEmpty();

    [Fact]
    public void What_others_scale_is_theirs() =>
        Committed().Runs("idc-a", 3, by: Story.User).Has("idc-a", "good", going: true).Has("idc-a", "new").Removes("Completed", "Released", hold: "Released").Broken().ShouldBeEmpty();

    [Fact]
    public void A_rollout_is_theirs_too() => Committed().Runs("idc-a", 4, template: "web:2").Has("idc-a", "good", going: true).Has("idc-a", "new").Broken().ShouldBeEmpty();

    [Fact]
    public void A_count_changed_before_the_commit_is_carried_out_without_a_breach() =>
        Prepared().Runs("idc-a", 4).Has("idc-a", "good", going: true).Broken().ShouldBeEmpty();

    [Fact]
    public void Completed_with_the_old_count_is_a_breach() =>
        Prepared().Removes("Committed", "Committed").Removes("Completed", "Released", hold: "Released").Broken().ShouldBe([14]);

    [Fact]
    public void Aborted_leaves_the_old_count()
    {
        Prepared().Removes("Aborted", "Released", hold: "Released").Broken().ShouldBeEmpty();
        Committed().Removes("Aborted", "Released", hold: "Released").Broken().ShouldBe([14]);
    }

    [Fact]
    public void Best_effort_and_replacements_promise_none_of_it()
    {
        foreach (var spec in (string[])[BestEffort, """, "mode": "Replace" """, """, "dryRun": true """])
            Started(spec).Removes("Committed", "Committed", spec: spec).Has("idc-a", "good", going: true).Has("idc-a", "new").Broken().ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_said_of_it_before_it_holds_anything_or_after_it_has_ended()
    {
        Started(Exact).Has("idc-a", "good", going: true).Has("idc-a", "new").Broken().ShouldBeEmpty();
        Committed().Removes("Completed", "Released", hold: "Released").Wait(1).Has("idc-a", "good", going: true).Has("idc-a", "new").Broken().ShouldBeEmpty();
        Committed().ForgetsRemoval().Has("idc-a", "good", going: true).Broken().ShouldBeEmpty();
    }

    /// <summary>Two pods of idc-a known, and a ScaleIn that has not written anything.</summary>
    private static Story Started(string spec) =>
        Story.OfThree().Has("idc-a", "bad").Has("idc-a", "good").Wait(120).Removes("Pending", "Pending", hold: null, spec: spec);

    private static Story Prepared() => Started(Exact).Removes("Pending", "Preparing").Wait(2);

    private static Story Committed() => Prepared().Removes("Committed", "Committing").Runs("idc-a", 4, by: Remover).Binds(("idc-a", 4), ("idc-b", 5), ("cloud-c", 5)).Removes("Committed", "Committed");
}
