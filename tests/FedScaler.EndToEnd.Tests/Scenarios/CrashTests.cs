using System.Text.Json.Nodes;

namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>The service is killed after every single write that it makes, and started again.</summary>
public sealed class CrashTests : FleetTest
{
    private const int Enough = 1000;

    private static readonly TimeSpan Story = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Wherever_the_service_is_killed_the_next_one_brings_the_same_about()
    {
        var (writes, uninterrupted) = await RunAsync(killAt: Enough);
        writes.ShouldBeInRange(5, 100);

        for (var kill = 1; kill <= writes; kill++)
        {
            var (_, after) = await RunAsync(kill);
            after.ShouldBe(uninterrupted, $"killed after write {kill} of {writes}");
        }
    }

    /// <summary>A FedHPA that adopts nothing, deletes what it made, and is to move room to a saturated member.</summary>
    private async Task<(int Writes, string State)> RunAsync(int killAt)
    {
        var fleet = await StartSandboxAsync(service: false);
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(min: 6, max: 24, spec: "deletionPolicy: Delete"));
        fleet.Sandbox.SetLoad("cloud-c", 12 * 0.6);

        var writes = await fleet.Sandbox.RunUntilKilledAsync(killAt, Story);
        if (!fleet.Sandbox.IsServiceRunning) await fleet.StartServiceAsync();
        await fleet.StepAsync(240);
        var state = await DescribeAsync(fleet);
        await EndAsync();
        return (writes, state);
    }

    /// <summary>All that is in force, without times.</summary>
    private static async Task<string> DescribeAsync(Scenario fleet)
    {
        var state = new JsonObject();
        foreach (var member in fleet.Members)
        {
            var hpa = (await fleet.FindHpaAsync(member.Name))!;
            state[member.Name] = new JsonObject
            {
                ["hpa"] = hpa["spec"]!.DeepClone(),
                ["annotations"] = hpa["metadata"]!["annotations"]?.DeepClone(),
                ["runs"] = await fleet.RunsAsync(member.Name),
            };
        }

        state["binding"] = (await fleet.FindBindingAsync())!["spec"]!.DeepClone();
        state["finalizers"] = (await fleet.FindFedHpaAsync())!["metadata"]!["finalizers"]?.DeepClone();
        foreach (var cluster in (await fleet.StatusAsync())["clusters"]!.AsArray())
            state[$"status of {cluster!["name"]}"] = $"{cluster["state"]} {cluster["minReplicas"]}..{cluster["maxReplicas"]} runs {cluster["currentReplicas"]}";
        return state.ToJsonString(new() { WriteIndented = true });
    }
}
