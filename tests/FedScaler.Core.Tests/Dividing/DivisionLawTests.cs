using FedScaler.Core.Dividing;
using FedScaler.Core.Splitting;

namespace FedScaler.Core.Tests.Dividing;

/// <summary>The laws that every division keeps, whatever it is handed. Expectations are worked out from the input alone.</summary>
public sealed class DivisionLawTests
{
    [Fact]
    public void The_parts_add_up_to_the_count_unless_ceilings_or_members_that_stand_forbid_it() => Divisions.Any.Hold(static snapshot =>
    {
        var decision = snapshot.Decide();
        var standing = snapshot.Members.Where(Stands).Sum(static member => (long)member.Seen.Runs);
        var table = snapshot.Members.Where(TakesPart).ToList();
        var running = table.Count(static member => member.Seen is { Runs: > 0, Ceiling: > 0 });
        long replicas = snapshot.Policy.Replicas;
        var budget = standing == 0 ? replicas : Math.Max(replicas - standing, Math.Min(running, replicas));
        var expected = Math.Min(budget, table.Sum(static member => (long)member.Seen.Ceiling));

        table.Sum(member => (long)decision.Of(member.Name)).ShouldBe(expected);
        decision.Unplaced.ShouldBe(budget - expected);
        decision.Excess.ShouldBe(Math.Max(0, expected + standing - replicas));
    });

    [Fact]
    public void Nobody_is_given_less_than_nothing_or_more_than_its_ceiling() => Divisions.Any.Hold(static snapshot =>
    {
        var decision = snapshot.Decide();
        foreach (var member in snapshot.Members.Where(TakesPart)) decision.Of(member.Name).ShouldBeInRange(0, member.Seen.Ceiling);
    });

    [Fact]
    public void Members_that_can_not_be_written_to_stand_as_they_are() => Divisions.Any.Hold(static snapshot =>
    {
        var decision = snapshot.Decide();
        foreach (var member in snapshot.Members.Where(Stands)) decision.Of(member.Name).ShouldBe(member.Seen.Runs);
    });

    [Fact]
    public void Nothing_moves_but_what_was_added_or_taken() => Divisions.Healthy.Hold(static snapshot =>
    {
        var decision = snapshot.Decide();
        var runs = snapshot.Members.Sum(static member => (long)member.Seen.Runs);
        var asked = Math.Min(snapshot.Policy.Replicas, snapshot.Members.Sum(static member => (long)member.Seen.Ceiling));
        var changed = snapshot.Members.Sum(member => Math.Abs((long)decision.Of(member.Name) - member.Seen.Runs));
        changed.ShouldBe(Math.Abs(asked - runs));
    });

    [Fact]
    public void Deciding_again_changes_nothing() => Divisions.Any.Hold(static snapshot =>
    {
        var decision = snapshot.Decide();
        var after = snapshot.After(decision);
        after.Decide(decision.Memory).Text().ShouldBe(after.After(after.Decide(decision.Memory)).Decide(decision.Memory).Text());
        if (snapshot.Members.All(static member => member.Seen.Unschedulable == 0)) after.Decide(decision.Memory).Text().ShouldBe(decision.Text());
    });

    [Fact]
    public void A_fleet_comes_to_rest_however_its_pods_wait_for_nodes() => Divisions.Any.Hold(
        static snapshot =>
        {
            var memory = DivisionMemory.Empty;
            var moves = 0;
            var trail = string.Join("\n", snapshot.Policy, string.Join("\n", snapshot.Members));
            for (var round = 0; round < 12; round++)
            {
                var decision = snapshot.Decide(memory);
                var after = snapshot.After(decision);
                trail += "\n" + decision.Text();
                if (round > 1 && !after.Members.SequenceEqual(snapshot.Members)) moves++;
                (snapshot, memory) = (after.Later(30), decision.Memory);
            }

            // Once for each member whose pods wait too long at first.
            moves.ShouldBeLessThanOrEqualTo(1, trail);
        },
        tests: 500);

    [Fact]
    public void The_order_of_the_members_means_nothing() => Divisions.Any.Hold(static snapshot =>
    {
        var turned = snapshot with { Members = [.. snapshot.Members.Reverse()] };
        turned.Decide().Text().ShouldBe(snapshot.Decide().Text());
    });

    [Fact]
    public void Whatever_writes_are_confirmed_the_sum_never_passes_the_larger_of_both_counts() => Divisions.Any.Hold(static snapshot =>
    {
        var decision = snapshot.Decide();
        var standing = snapshot.Members.Where(static member => member.Seen.Contact != MemberContact.Excluded).ToDictionary(static member => member.Name, static member => member.Seen.Runs);
        var writable = snapshot.Members.Where(TakesPart).Select(static member => member.Name).ToHashSet();
        var limit = Math.Max(Sum(standing), Math.Max(snapshot.Policy.Replicas, decision.Total));
        for (var round = 0; round < 4; round++)
        {
            foreach (var write in DivisionTransition.Next(decision, snapshot.Policy.Replicas, standing, writable))
            {
                writable.Contains(write.Member).ShouldBeTrue();
                standing[write.Member] = write.Replicas;
                Sum(standing).ShouldBeLessThanOrEqualTo(limit);
            }
        }

        foreach (var member in writable) standing[member].ShouldBe(decision.Of(member));
    });

    [Fact]
    public void Where_a_write_that_takes_does_not_come_through_nothing_is_handed_on() => Divisions.Any.Hold(static snapshot =>
    {
        var decision = snapshot.Decide();
        var standing = snapshot.Members.Where(static member => member.Seen.Contact != MemberContact.Excluded).ToDictionary(static member => member.Name, static member => member.Seen.Runs);
        var writable = snapshot.Members.Where(member => TakesPart(member) && decision.Of(member.Name) >= member.Seen.Runs).Select(static member => member.Name).ToHashSet();
        var limit = Math.Max(Sum(standing), Math.Max(snapshot.Policy.Replicas, decision.Total));
        foreach (var write in DivisionTransition.Next(decision, snapshot.Policy.Replicas, standing, writable)) standing[write.Member] = write.Replicas;
        Sum(standing).ShouldBeLessThanOrEqualTo(limit);
    });

    private static long Sum(Dictionary<string, int> standing) => standing.Values.Sum(static count => (long)count);

    private static bool TakesPart(DivisionMember member) => member.Seen is { Contact: MemberContact.Live, Frozen: false };

    private static bool Stands(DivisionMember member) => member.Seen.Contact != MemberContact.Excluded && !TakesPart(member);
}
