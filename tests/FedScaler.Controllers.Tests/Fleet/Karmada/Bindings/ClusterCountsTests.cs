using System.Collections.Immutable;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Fleet.Karmada.Bindings;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;
using FedScaler.Controllers.Tests.Fleet.Karmada.Bindings.Support;

namespace FedScaler.Controllers.Tests.Fleet.Karmada.Bindings;

public sealed class ClusterCountsTests
{
    private static string Of(
        string before, MemberCount[] members, bool follows = true, string[]? excluded = null, string[]? gone = null, string[]? evicting = null, params (string, int)[] reported)
    {
        var record = new BindingRecord(KarmadaHub.Key, "uid", "1", 1, KarmadaHub.Web)
        {
            Clusters = [.. before.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(static text => new ClusterReplicas { Name = text.Split(' ')[0], Replicas = int.Parse(text.Split(' ')[1]) })],
            Evicting = (evicting ?? []).ToImmutableDictionary(static name => name, static _ => "TaintUntolerated"),
            Reported = reported.ToImmutableDictionary(static item => item.Item1, static item => new ReportedReplicas(item.Item2, item.Item2)),
        };
        var counts = ClusterCounts.Of(record, members, cluster => excluded?.Contains(cluster) != true, cluster => gone?.Contains(cluster) != true, follows);
        return string.Join(", ", counts.Select(static cluster => $"{cluster.Name} {cluster.Replicas}"));
    }

    [Fact]
    public void Members_that_lead_are_written_down_in_the_order_in_which_they_stand() =>
        Of("b 1, a 2", [KarmadaHub.Member("a", 5), KarmadaHub.Member("b", 0), KarmadaHub.Member("c", 7)]).ShouldBe("b 0, a 5, c 7");

    [Fact]
    public void A_cluster_that_the_policy_leaves_out_stays_while_it_runs_something() =>
        Of("a 2, b 3", [KarmadaHub.Member("a", 2), KarmadaHub.Member("b", 1)], excluded: ["b"]).ShouldBe("a 2, b 1");

    [Fact]
    public void A_cluster_that_the_policy_leaves_out_goes_when_it_runs_nothing() =>
        Of("a 2, b 0", [KarmadaHub.Member("a", 2), KarmadaHub.Member("b", 0)], excluded: ["b"]).ShouldBe("a 2");

    [Fact]
    public void A_cluster_that_is_told_to_run_nothing_stays_until_it_does() =>
        Of("a 2, b 3", [KarmadaHub.Member("a", 2, 5), KarmadaHub.Member("b", 3, 0)], follows: false, excluded: ["b"]).ShouldBe("a 5, b 0");

    [Fact]
    public void A_silent_cluster_is_never_taken_out() =>
        Of("a 2, b 0", [KarmadaHub.Member("a", 2), KarmadaHub.Member("b", 0) with { Answers = false }], excluded: ["b"]).ShouldBe("a 2, b 0");

    [Fact]
    public void Nor_is_one_of_which_Karmada_says_that_something_runs() =>
        Of("a 2, b 0", [KarmadaHub.Member("a", 2), KarmadaHub.Member("b", null)], excluded: ["b"], reported: [("b", 1)]).ShouldBe("a 2, b 0");

    [Fact]
    public void A_cluster_that_Karmada_moves_the_workload_out_of_is_Karmadas_to_take_out_and_is_not_given_more()
    {
        Of("a 2, b 3", [KarmadaHub.Member("a", 2), KarmadaHub.Member("b", null)], evicting: ["b"]).ShouldBe("a 2, b 3");
        Of("a 2", [KarmadaHub.Member("a", 2), KarmadaHub.Absent("b", 4)], evicting: ["b"]).ShouldBe("a 2");
    }

    [Fact]
    public void A_cluster_that_is_no_more_goes_with_its_members() => Of("a 2, b 3", [KarmadaHub.Member("a", 2)], gone: ["b"]).ShouldBe("a 2");

    [Fact]
    public void A_cluster_that_the_fleet_does_not_know_yet_stays() => Of("a 2, b 3", [KarmadaHub.Member("a", 2)]).ShouldBe("a 2, b 3");

    [Fact]
    public void A_FedHPA_gets_the_workload_into_every_member_that_it_selects_and_a_user_only_where_it_runs()
    {
        Of("a 2", [KarmadaHub.Member("a", 2), KarmadaHub.Absent("b"), KarmadaHub.Absent("c") with { IsSelected = false }]).ShouldBe("a 2, b 0");
        Of("a 2", [KarmadaHub.Member("a", 2, 2), KarmadaHub.Absent("b", 0)], follows: false).ShouldBe("a 2");
    }

    [Fact]
    public void A_member_that_the_FedHPA_does_not_select_keeps_what_it_runs() =>
        Of("a 2, b 3", [KarmadaHub.Member("a", 2), KarmadaHub.Member("b", 1) with { IsSelected = false }]).ShouldBe("a 2, b 1");

    [Fact]
    public void Whatever_happens_no_cluster_that_runs_something_or_is_silent_is_taken_out()
    {
        var random = new Random(6);
        for (var round = 0; round < 20_000; round++)
        {
            string[] names = ["a", "b", "c", "d", "e"];
            var before = string.Join(", ", names.Where(_ => random.Next(3) > 0).Select(name => $"{name} {random.Next(4)}"));
            MemberCount[] members = [.. names.Where(_ => random.Next(4) > 0).Select(name => Random(random, name))];
            string[] excluded = [.. names.Where(_ => random.Next(3) == 0)];
            var counts = Of(before, members, random.Next(2) == 0, excluded);
            foreach (var member in members)
            {
                if (!before.Contains(member.Name, StringComparison.Ordinal) || (member.Answers && member.Runs is not > 0)) continue;
                counts.ShouldContain($"{member.Name} ", Case.Sensitive, $"before {before}, excluded {string.Join(' ', excluded)}, {member}");
            }

            foreach (var name in excluded.Where(name => !before.Contains(name, StringComparison.Ordinal))) counts.ShouldNotContain($"{name} ");
        }
    }

    private static MemberCount Random(Random random, string name) => new(name, random.Next(4) == 0 ? null : random.Next(4))
    {
        Assigned = random.Next(2) == 0 ? null : random.Next(4),
        Answers = random.Next(4) > 0,
        IsPlaceable = random.Next(2) == 0,
        IsSelected = random.Next(4) > 0,
    };
}
