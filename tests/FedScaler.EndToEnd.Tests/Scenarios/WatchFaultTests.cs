using FedScaler.Api;

namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>API servers and connections that misbehave: it shows in nothing but time.</summary>
public class WatchFaultTests : FleetTest
{
    [Fact]
    public async Task Servers_that_cannot_begin_a_watch_with_what_is_there_are_listed()
    {
        var fleet = await StartSandboxAsync(service: false);
        foreach (var cluster in fleet.Sandbox.Servers.Clusters) cluster.Server.StreamsInitialEvents = false;
        // On Karmada a binding is named after the workload and its kind, which is StatefulSet for both of those (names.GenerateBindingName).
        string[] others = fleet.IsKarmada ? ["StatefulSet", "CloneSet"] : ["StatefulSet", "CloneSet", "KruiseStatefulSet"];
        foreach (var kind in others.Prepend("Deployment")) await RemovalScenario.PutAsync(fleet, kind, 2);
        await fleet.StartServiceAsync();

        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        foreach (var kind in others)
        {
            await fleet.ApplyAsync(Manifests.FedHpa(kind: kind, name: kind.ToLowerInvariant()));
            await fleet.UntilAsync($"{kind} has its shares", async () => Condition.Find(await fleet.Hub.FindAsync(ApiResources.FedHpas, fleet.Namespace, kind.ToLowerInvariant()), "Ready").IsTrue);
        }
    }

    [Fact]
    public async Task A_410_on_every_watch_at_once_is_followed_by_what_happened_meanwhile()
    {
        var fleet = await StartedAsync();

        foreach (var cluster in fleet.Sandbox.Servers.Clusters) cluster.Faults.ExpireWatches();
        await fleet.EditAsync("spec: {maxReplicas: 90}");
        await fleet.UntilAsync("the shares add up to 90", () => SumIsAsync(fleet, 90), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Dropped_events_are_made_up_for_by_the_next_ones()
    {
        var fleet = await StartedAsync();

        fleet.Sandbox.Faults("idc-a").DropNextEvent();
        fleet.Sandbox.SetLoad("idc-a", 6);
        await fleet.UntilAsync("idc-a runs 10", async () => await fleet.RunsAsync("idc-a") == 10);
        await fleet.UntilAsync("and the status knows", async () => (int?)(await fleet.StatusOfAsync("idc-a"))["currentReplicas"] == 10);
    }

    [Fact]
    public async Task Watches_that_hang_are_found_out_and_opened_anew()
    {
        var fleet = await StartedAsync();

        await fleet.EditAsync("spec: {failover: {mode: Hold}}");
        await fleet.StepAsync(2);
        fleet.Sandbox.HangWatches("idc-a");
        fleet.Sandbox.SetLoad("idc-a", 6);
        await fleet.UntilAsync("the status knows what idc-a runs", async () => (int?)(await fleet.StatusOfAsync("idc-a"))["currentReplicas"] == 10, TimeSpan.FromMinutes(15));
        fleet.Sandbox.Mend("idc-a");
    }

    [Fact]
    public async Task Servers_that_are_too_busy_or_failing_are_asked_again()
    {
        var fleet = await StartedAsync();

        // The next requests are the probes' and, as cloud-c asks for room, the writes'.
        fleet.Sandbox.SetLoad("cloud-c", 26 * 0.6);
        for (var round = 0; round < 12; round++)
        {
            foreach (var cluster in fleet.Sandbox.Servers.Clusters)
            {
                if (round % 2 == 0) cluster.Faults.TooManyRequests(1, TimeSpan.FromSeconds(1));
                else cluster.Faults.InternalErrors(1);
            }

            await fleet.StepAsync(10);
        }

        foreach (var cluster in fleet.Sandbox.Servers.Clusters) cluster.Faults.Clear();
        await fleet.UntilAsync("cloud-c is served", async () => await fleet.ReadyAsync("cloud-c") == 26, TimeSpan.FromMinutes(5));
        await fleet.UntilReadyAsync();
    }

    [Fact]
    public async Task Writes_whose_answers_are_lost_are_not_made_twice()
    {
        var fleet = await StartedAsync();

        await fleet.EditAsync("spec: {paused: true}");
        await fleet.StepAsync(2);
        await fleet.EditAsync("spec: {paused: false, maxReplicas: 90}");
        foreach (var member in fleet.Members) fleet.Sandbox.Faults(member.Name).FailAfterCommit(1);
        await fleet.UntilAsync("the shares add up to 90", () => SumIsAsync(fleet, 90), TimeSpan.FromMinutes(1));
        await fleet.UntilReadyAsync();
    }

    [Fact]
    public async Task Answers_cut_off_in_the_middle_are_asked_for_again()
    {
        var fleet = await StartedAsync();

        foreach (var cluster in fleet.Sandbox.Servers.Clusters)
        {
            cluster.Faults.CutMidBody(2);
            cluster.Faults.ExpireWatches();
        }

        await fleet.StepAsync(30);
        foreach (var cluster in fleet.Sandbox.Servers.Clusters) cluster.Faults.Clear();
        await fleet.EditAsync("spec: {maxReplicas: 90}");
        await fleet.UntilAsync("the shares add up to 90", () => SumIsAsync(fleet, 90), TimeSpan.FromMinutes(1));
    }

    private async Task<Scenario> StartedAsync()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(40);
        return fleet;
    }

    private static async Task<bool> SumIsAsync(Scenario fleet, int sum) => (await fleet.SharesAsync()).Values.Sum(static share => share.Max) == sum;
}
