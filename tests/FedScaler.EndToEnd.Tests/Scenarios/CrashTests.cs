using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>The service is killed after every single write that it makes, and started again.</summary>
public class CrashTests : FleetTest
{
    /// <summary>After every how many-th write it is killed.</summary>
    protected virtual int Stride => 1;

    private const int Enough = 1000;

    private static readonly TimeSpan Story = TimeSpan.FromSeconds(50);

    [Fact]
    public async Task Wherever_the_service_is_killed_the_next_one_brings_the_same_about()
    {
        var (writes, uninterrupted) = await RunAsync(killAt: Enough);
        writes.ShouldBeInRange(5, 100);

        for (var kill = 1; kill <= writes; kill += Stride)
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
        await fleet.StepAsync(150);
        var state = await DescribeAsync(fleet);
        await EndAsync();
        return (writes, state);
    }

    /// <summary>
    /// All that is in force, without times. Of the maxima only their sum, and whether they are enough: how much room moves in one
    /// move depends on which of the changes of one instant were seen first.
    /// </summary>
    private static async Task<string> DescribeAsync(Scenario fleet)
    {
        var state = new StringBuilder();
        var sum = 0;
        foreach (var member in fleet.Members)
        {
            var hpa = (await fleet.FindHpaAsync(member.Name))!;
            var status = await fleet.StatusOfAsync(member.Name);
            var (share, runs) = ((await fleet.ShareAsync(member.Name))!.Value, await fleet.RunsAsync(member.Name));
            ((int?)status["maxReplicas"]).ShouldBe(share.Max);
            sum += share.Max;
            state.Append(CultureInfo.InvariantCulture, $"{member.Name}: from {share.Min}, runs {runs}, has room: {share.Max > runs}, ")
                .Append(CultureInfo.InvariantCulture, $"status {status["state"]} from {status["minReplicas"]} runs {status["currentReplicas"]}; ")
                .AppendLine(CultureInfo.InvariantCulture, $"{hpa["spec"]!["metrics"]!.ToJsonString()} {hpa["metadata"]!["annotations"]?.ToJsonString()}");
        }

        state.AppendLine(CultureInfo.InvariantCulture, $"in all up to {sum}").AppendLine(Describe((await fleet.FindBindingAsync())!));
        return state.Append((await fleet.FindFedHpaAsync())!["metadata"]!["finalizers"]?.ToJsonString()).ToString();
    }

    /// <summary>On Karmada the spec tells of which version of the workload it was made, too: each write makes another.</summary>
    private static string Describe(JsonObject binding)
    {
        var spec = (JsonObject)binding["spec"]!.DeepClone();
        (spec["resource"] as JsonObject)?.Remove("resourceVersion");
        return spec.ToJsonString();
    }
}
