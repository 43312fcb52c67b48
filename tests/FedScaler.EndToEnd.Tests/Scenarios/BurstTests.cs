using FedScaler.Api;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Faults;

namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>Far more happens than anybody could act on one by one.</summary>
public class BurstTests : FleetTest
{
    private const int Events = 10_000;

    [Fact]
    public async Task A_burst_of_events_is_one_look_and_no_write()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(400);

        // The worker is at its first write, and has only to take note of what comes meanwhile.
        using var stuck = new SemaphoreSlim(0);
        using var goOn = new ManualResetEventSlim();
        fleet.Sandbox.Faults("hub").OnWrite = write =>
        {
            if (write.Resource != ApiResources.FedHpas || goOn.IsSet) return WriteFate.Proceed;
            stuck.Release();
            goOn.Wait(TimeSpan.FromSeconds(60)).ShouldBeTrue();
            return WriteFate.Proceed;
        };
        await fleet.Member("idc-a").PatchAsync(KnownResources.Deployments, fleet.Namespace, "web", "spec: {replicas: 3}");
        (await stuck.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        var (adds, objects) = (await AddsAsync(fleet), await ObjectsAsync(fleet));
        var store = fleet.Sandbox.Servers["idc-a"].Store;
        for (var i = 1; i <= Events; i++)
        {
            store.Update(KnownResources.Deployments, new ObjectKey(fleet.Namespace, "web"), deployment =>
            {
                deployment["metadata"]!["annotations"]!["example.com/beat"] = $"{i}";
                return true;
            });
        }

        await fleet.Sandbox.UntilTakenInAsync("idc-a", KnownResources.Deployments);
        (await AddsAsync(fleet) - adds).ShouldBeLessThanOrEqualTo(1);
        (await ObjectsAsync(fleet)).ShouldBe(objects);

        goOn.Set();
        var writes = await fleet.Sandbox.CountWritesAsync(() => fleet.StepAsync(5));
        writes.Count.ShouldBeLessThan(10, string.Join(", ", writes));
        await fleet.UntilAsync("the status is true", async () => (int?)(await fleet.StatusOfAsync("idc-a"))["currentReplicas"] == await fleet.RunsAsync("idc-a"));
    }

    private static Task<double> AddsAsync(Scenario fleet) => fleet.Sandbox.ReadMetricAsync("fedscaler_queue_adds_total", "controller=\"fedhpa\"");

    private static Task<double> ObjectsAsync(Scenario fleet) => fleet.Sandbox.ReadMetricAsync("fedscaler_informer_objects", "cluster=\"idc-a\"");
}
