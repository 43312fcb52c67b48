using System.Globalization;

namespace FedScaler.EndToEnd.Tests.Scenarios.Manual;

/// <summary>The service is killed after every single write of a division, and started again. The laws hold at every revision.</summary>
public class ManualCrashTests : FleetTest
{
    /// <summary>After every how many-th write it is killed.</summary>
    protected virtual int Stride => 1;

    private const int Enough = 1000;

    private static readonly TimeSpan Story = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task Wherever_the_service_is_killed_the_next_one_brings_the_same_count_about()
    {
        var (writes, uninterrupted) = await RunAsync(killAt: Enough);
        writes.ShouldBeInRange(5, 60);

        for (var kill = 1; kill <= writes; kill += Stride)
        {
            var (_, after) = await RunAsync(kill);
            after.ShouldBe(uninterrupted, $"killed after write {kill} of {writes}");
        }
    }

    /// <summary>A ceiling and a floor make one member give to the others, and the count is higher than what runs.</summary>
    private async Task<(int Writes, string Counts)> RunAsync(int killAt)
    {
        var fleet = await StartSandboxAsync(service: false);
        await fleet.DeployAsync(replicas: 6);
        // A policy of Karmada's knows no such bounds: there the count alone moves.
        await fleet.BindAsync(20, fleet.IsKarmada ? "" : "placement: {clusters: [{name: idc-a, maxReplicas: 2}, {name: cloud-c, minReplicas: 8}]}");

        var writes = await fleet.Sandbox.RunUntilKilledAsync(killAt, Story);
        if (!fleet.Sandbox.IsServiceRunning) await fleet.StartServiceAsync();
        await fleet.UntilRunsAsync(20);
        await fleet.UntilBindingAsync("Ready", "UserLeads");
        var counts = string.Join(", ", (await fleet.CountsAsync()).Select(static member => string.Create(CultureInfo.InvariantCulture, $"{member.Key} {member.Value}")));
        await EndAsync();
        return (writes, counts);
    }
}
