using FedScaler.Api;

namespace FedScaler.EndToEnd.Tests.Scenarios.Removals;

/// <summary>The second cluster does not answer, in each phase.</summary>
public class SilenceTests : FleetTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Silent_from_the_start_nothing_is_committed_anywhere(bool blackHole)
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        string[] named = [.. await fleet.PickAsync("idc-a", 1), .. await fleet.PickAsync("idc-b", 3)];
        using var ledger = new PodLedger(fleet.Sandbox.Servers);
        CutOff(fleet, blackHole);

        await fleet.TakeOutAsync(named, "deadlineSeconds: 60");
        (await fleet.EndOfAsync()).ShouldBe("Aborted");
        fleet.Sandbox.Mend("idc-b");
        await fleet.StepAsync(120);

        ledger.Deleted.ShouldBeEmpty();
        foreach (var member in fleet.Members) (await fleet.RunsAsync(member.Name)).ShouldBe(8);
        await fleet.ShouldBeRestoredAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Silent_while_it_is_prepared_nothing_is_committed_anywhere_and_it_is_put_back_on_its_return(bool blackHole)
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        string[] named = [.. await fleet.PickAsync("idc-a", 1), .. await fleet.PickAsync("idc-b", 3)];
        fleet.Sandbox.LagPods("idc-a", TimeSpan.FromSeconds(20));
        using var ledger = new PodLedger(fleet.Sandbox.Servers);
        await fleet.TakeOutAsync(named, "deadlineSeconds: 60");
        await fleet.StepAsync(10);
        (await fleet.PhaseAsync()).ShouldBe("Pending");

        CutOff(fleet, blackHole);
        await fleet.UntilPhaseAsync("Aborted");
        fleet.Sandbox.Mend("idc-b");
        await fleet.EndOfAsync();
        await fleet.StepAsync(120);

        ledger.Deleted.ShouldBeEmpty();
        foreach (var member in fleet.Members) (await fleet.RunsAsync(member.Name)).ShouldBe(8);
        await fleet.ShouldBeRestoredAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Silent_after_the_first_commit_the_rest_is_told_pod_by_pod(bool blackHole)
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        string[] named = [.. await fleet.PickAsync("idc-a", 1), .. await fleet.PickAsync("idc-b", 3)];
        using var ledger = new PodLedger(fleet.Sandbox.Servers);
        fleet.Sandbox.CutOffAtCommit("idc-b", blackHole);
        await fleet.TakeOutAsync(named, "deadlineSeconds: 90");

        await fleet.UntilPhaseAsync("Failed");
        var states = await fleet.StatesAsync();
        states[named[0]].ShouldBe("Deleted");
        states[named[1]].ShouldBe("Remains");
        fleet.Sandbox.Mend("idc-b");
        await fleet.EndOfAsync();
        await fleet.StepAsync(120);

        ledger.Deleted.ShouldBe([named[0]]);
        ledger.Created.ShouldBeEmpty();
        (await fleet.RunsAsync("idc-a")).ShouldBe(7);
        (await fleet.RunsAsync("idc-b")).ShouldBe(8);
        await fleet.ShouldBeRestoredAsync();
    }

    [Fact]
    public async Task Silent_while_its_HPA_is_still_held_it_is_let_go_on_its_return()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync(spec: "");
        string[] named = [.. await fleet.PickAsync("idc-a", 1), .. await fleet.PickAsync("idc-b", 3)];
        using var ledger = new PodLedger(fleet.Sandbox.Servers);
        await fleet.TakeOutAsync(named);
        await fleet.UntilAsync("the pods are gone", async () => (await fleet.StatesAsync()).Values.All(static state => state == "Deleted") && (await fleet.StatesAsync()).Count == 2);

        CutOff(fleet, blackHole: true);
        await fleet.StepAsync(400);
        (await fleet.PhaseAsync()).ShouldBe("Committed");
        fleet.Sandbox.Mend("idc-b");
        (await fleet.EndOfAsync()).ShouldBe("Completed");
        await fleet.StepAsync(60);

        ledger.Deleted.ShouldBe(named.Order(StringComparer.Ordinal));
        ledger.Created.ShouldBeEmpty();
        await fleet.ShouldBeRestoredAsync();
    }

    [Fact]
    public async Task A_member_that_never_comes_back_keeps_no_ScaleIn_from_being_deleted()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        string[] named = [.. await fleet.PickAsync("idc-a", 1), .. await fleet.PickAsync("idc-b", 3)];
        fleet.Sandbox.LagPods("idc-a", TimeSpan.FromSeconds(20));
        await fleet.TakeOutAsync(named, "deadlineSeconds: 60");
        await fleet.StepAsync(10);
        CutOff(fleet, blackHole: false);

        await fleet.Hub.DeleteAsync(ApiResources.ScaleIns, fleet.Namespace, "bad");
        await fleet.UntilAsync("it is gone", async () => await fleet.FindScaleInAsync() is null);
        await fleet.StepAsync(5);
        (await fleet.EventsAsync("NotUndone", "bad")).ShouldContain(static note => note.Contains("idc-b", StringComparison.Ordinal));
    }

    private static void CutOff(Scenario fleet, bool blackHole)
    {
        if (blackHole) fleet.Sandbox.BlackHole("idc-b");
        else fleet.Sandbox.Refuse("idc-b");
    }
}
