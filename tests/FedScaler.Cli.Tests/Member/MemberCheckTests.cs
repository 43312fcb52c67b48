using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Members.Clusters;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Members;

public sealed class MemberCheckTests
{
    [Fact]
    public async Task A_member_that_has_all_is_well_and_only_what_is_optional_is_warned_of()
    {
        await using var fleet = await MemberFleet.StartAsync();
        await fleet.AddedAsync();
        fleet.Report(fleet.UidOf("idc-a"));

        var run = await fleet.CheckAsync("-o", "json");

        run.ExitCode.ShouldBe(0, run.Output + run.Error);
        var findings = Findings(run.Output);
        findings["reach"].Message.ShouldContain("Kubernetes v1.36.2");
        findings["identity"].Result.ShouldBe("Ok");
        findings["token"].Message.ShouldContain("of ServiceAccount fedscaler-system/fedscaler, good until ");
        findings["metrics.k8s.io"].ShouldBe(("Warning", "not served: HPAs cannot scale by CPU or memory there before metrics-server is installed"));
        findings.ShouldNotContainKey("right");
    }

    [Fact]
    public async Task A_right_that_is_missing_is_named_with_what_it_is_for()
    {
        await using var fleet = await MemberFleet.StartAsync();
        await fleet.AddedAsync();
        fleet.Member().Update(KnownResources.ClusterRoles, new ObjectKey(null, MemberObjects.Role), static role =>
        {
            ((JsonArray)role["rules"]!).RemoveAt(0);
            return true;
        });

        var run = await fleet.CheckAsync("idc-a", "-o", "json");

        run.ExitCode.ShouldBe(1);
        Findings(run.Output)["right"].ShouldBe(("Failed", "may not list nodes, watch nodes, list pods, watch pods: Capacity, and which pods could not be scheduled."));
    }

    [Fact]
    public async Task A_token_that_is_worth_nothing_is_told_with_what_mends_it()
    {
        await using var fleet = await MemberFleet.StartAsync();
        await fleet.AddedAsync();
        fleet.Member().Remove(KnownResources.ServiceAccounts, new ObjectKey(MemberFleet.Namespace, "fedscaler"));

        var run = await fleet.CheckAsync("-o", "json");

        run.ExitCode.ShouldBe(1);
        Findings(run.Output)["reach"].Message.ShouldEndWith("Unauthorized; fedscaler member add idc-a makes a new token");
    }

    [Fact]
    public async Task A_member_that_is_not_reached_fails_and_the_others_are_looked_at_all_the_same()
    {
        await using var fleet = await MemberFleet.StartAsync();
        await fleet.AddedAsync();
        (await fleet.AddToAsync("idc-b", "idc-b", "--wait=false")).ExitCode.ShouldBe(0);
        fleet.Fleet.Servers["idc-b"].Faults.RefuseConnections = true;

        var run = await fleet.CheckAsync();

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("idc-a: all that is needed is there");
        run.Output.ShouldContain("idc-b: 1 failed");
    }

    [Fact]
    public async Task A_member_that_never_answers_is_given_up_in_time()
    {
        await using var fleet = await MemberFleet.StartAsync();
        await fleet.AddedAsync();
        fleet.Fleet.Servers["idc-a"].Faults.BlackHole = true;

        var run = await fleet.CheckAsync("--timeout", "1s");

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("no answer within 1 s");
    }

    [Fact]
    public async Task A_name_that_there_is_not_fails_and_says_how_to_make_it()
    {
        await using var fleet = await MemberFleet.StartAsync();

        var run = await fleet.CheckAsync("nobody", "-o", "json");

        run.ExitCode.ShouldBe(1);
        Findings(run.Output)["MemberCluster"].Message.ShouldContain("fedscaler member add nobody --kubeconfig FILE");
    }

    [Fact]
    public async Task Who_may_not_read_the_Secret_is_told_so()
    {
        await using var fleet = await MemberFleet.StartAsync();
        await fleet.AddedAsync();
        // The hub as somebody sees it who may look at members, and no more.
        var path = await LimitedUser.CreateAsync(fleet);

        var run = await Support.CommandLine.RunAsync("member", "check", "--kubeconfig", path, "--allow-loopback-members", "-o", "json");

        run.ExitCode.ShouldBe(0, run.Output + run.Error);
        Findings(run.Output)["secret"].Message.ShouldContain("you may not read Secret idc-a in namespace fedscaler-system");
    }

    private static Dictionary<string, (string Result, string Message)> Findings(string output) => JsonNode.Parse(output)![0]!["findings"]!.AsArray()
        .ToDictionary(static each => (string)each!["check"]!, static each => ((string)each!["result"]!, (string)each["message"]!));
}
