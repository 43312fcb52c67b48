using System.Text.Json.Nodes;
using FedScaler.Api;

namespace FedScaler.EndToEnd.Tests.Scenarios.Cron;

/// <summary>A floor that a CronHPA sets reaches the members' HPAs, and goes with its window. The sandbox's clock begins on a Saturday at 08:00 UTC.</summary>
public class FloorTests : FleetTest
{
    [Fact]
    public async Task A_floor_comes_and_goes_by_the_clock()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.ApplyAsync(Peak());
        await fleet.UntilAsync("the window is announced", async () => (string?)(await CronAsync(fleet))?["nextTransition"]?["time"] == "2026-11-21T08:10:00Z");
        (await MinimaAsync(fleet)).ShouldBe(6);

        await fleet.UntilAsync("the floor holds", async () => await MinimaAsync(fleet) == 24, TimeSpan.FromMinutes(11));
        await fleet.UntilAsync("its start is told", async () => Results(await CronAsync(fleet)).SequenceEqual(["Start Applied"]));
        await fleet.UntilAsync("pods run for it", async () => await RunningAsync(fleet) >= 24);

        await fleet.UntilAsync("the floor is gone", async () => await MinimaAsync(fleet) == 6, TimeSpan.FromMinutes(21));
        await fleet.UntilAsync("its end is told", async () => Results(await CronAsync(fleet)).SequenceEqual(["End Applied", "Start Applied"]));
        ((int?)(await fleet.FindFedHpaAsync())!["spec"]!["minReplicas"]).ShouldBe(6);
    }

    [Fact]
    public async Task Created_in_the_middle_of_its_window_it_holds_at_once_and_deleted_it_holds_no_more()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(900);

        await fleet.ApplyAsync(Peak());
        await fleet.UntilAsync("the floor holds", async () => await MinimaAsync(fleet) == 24, TimeSpan.FromSeconds(5));

        await fleet.Hub.DeleteAsync(ApiResources.CronHpas, fleet.Namespace, "peak");
        await fleet.UntilAsync("the floor is gone", async () => await MinimaAsync(fleet) == 6);
    }

    /// <summary>Acts from 08:10, ten minutes ahead of 08:20, to 08:30.</summary>
    private static string Peak() =>
        """
        apiVersion: fedscaler.io/v1alpha1
        kind: CronHPA
        metadata: {name: peak, namespace: NAMESPACE}
        spec:
          scaleTargetRef: {apiVersion: fedscaler.io/v1alpha1, kind: FedHPA, name: web}
          timeZone: Asia/Shanghai
          rules:
          - {name: afternoon, schedule: "20 16 * * *", end: "30 16 * * *", leadTime: 10m, minReplicas: 24}
        """;

    private static async Task<JsonNode?> CronAsync(Scenario fleet) => (await fleet.Hub.FindAsync(ApiResources.CronHpas, fleet.Namespace, "peak"))?["status"];

    private static IEnumerable<string> Results(JsonNode? status) => (status?["history"]?.AsArray() ?? []).Select(static entry => $"{(string?)entry!["edge"]} {(string?)entry["result"]}");

    private static async Task<int> MinimaAsync(Scenario fleet) => (await fleet.SharesAsync()).Values.Sum(static share => share.Min);

    private static async Task<int> RunningAsync(Scenario fleet)
    {
        var sum = 0;
        foreach (var member in fleet.Members) sum += await fleet.RunsAsync(member.Name);
        return sum;
    }
}
