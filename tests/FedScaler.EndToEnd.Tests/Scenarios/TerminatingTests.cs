using FedScaler.Api;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Faults;

namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>Something goes while it is worked on: a namespace on the hub or in a member, or the FedHPA itself.</summary>
public class TerminatingTests : FleetTest
{
    [Fact]
    public async Task A_namespace_that_hangs_while_it_terminates_in_a_member_is_tried_ever_more_seldom_and_takes_part_again_when_it_is_back()
    {
        var fleet = await StartedAsync();
        var idcB = fleet.Member("idc-b");
        // Nothing new may be made in it, its HPA among others, and the workload does not go.
        fleet.Sandbox.Bar("idc-b");
        await idcB.PatchAsync(KnownResources.Deployments, fleet.Namespace, "web", "metadata: {finalizers: [example.com/keep]}");
        await idcB.DeleteAsync(KnownResources.Namespaces, null, fleet.Namespace);
        await fleet.UntilConditionAsync("Ready", status: false, reason: "WriteFailed");
        var hanging = await fleet.Sandbox.CountWritesAsync(() => fleet.StepAsync(600));
        hanging.Count.ShouldBeLessThan(100, string.Join("\n", hanging));
        hanging.ShouldAllBe(static write => !write.StartsWith("idc-a:", StringComparison.Ordinal) && !write.StartsWith("cloud-c:", StringComparison.Ordinal));

        await idcB.PatchAsync(KnownResources.Deployments, fleet.Namespace, "web", "metadata: {finalizers: null}");
        await fleet.UntilAsync("the others share the whole", async () => (string?)(await fleet.StatusOfAsync("idc-b"))["state"] == "Excluded"
            && (await fleet.SharesAsync()).Values.Sum(static share => share.Max) == 60);
        await fleet.UntilAsync("the namespace is gone", async () => await idcB.FindAsync(KnownResources.Namespaces, null, fleet.Namespace) is null);
        await idcB.ApplyAsync(Manifests.Namespace(fleet.Namespace));
        await fleet.DeployAsync(members: "idc-b");
        fleet.Sandbox.Bar("idc-b", isBarred: false);
        await fleet.UntilAsync("it takes part", async () => await fleet.ShareAsync("idc-b") is not null && (await fleet.SharesAsync()).Values.Sum(static share => share.Max) == 60);
    }

    [Theory]
    [InlineData("Orphan")]
    [InlineData("Delete")]
    public async Task A_FedHPA_goes_with_its_namespace_and_nobody_calls_that_a_failure(string policy)
    {
        var fleet = await StartedAsync($"deletionPolicy: {policy}");
        var before = await fleet.SharesAsync();

        var writes = await fleet.Sandbox.CountWritesAsync(async () =>
        {
            await fleet.Hub.DeleteAsync(KnownResources.Namespaces, null, fleet.Namespace);
            await fleet.UntilAsync("it is gone", async () => await fleet.Hub.FindAsync(KnownResources.Namespaces, null, fleet.Namespace) is null);
            await fleet.StepAsync(120);
        });
        writes.Count.ShouldBeLessThan(40, string.Join("\n", writes));
        (await fleet.SharesAsync()).ShouldBe(policy == "Orphan" ? before : []);
        Failures(fleet).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_FedHPA_that_is_deleted_while_its_status_is_written_is_no_failure()
    {
        var fleet = await StartedAsync();
        var hub = fleet.Sandbox.Servers.Hub;
        hub.Faults.OnWrite = write =>
        {
            if (write.Resource != ApiResources.FedHpas || write.Subresource != "status") return WriteFate.Proceed;
            hub.Faults.OnWrite = null;
            hub.Store.Remove(ApiResources.FedHpas, write.Key);
            return WriteFate.Proceed;
        };
        await fleet.EditAsync("spec: {maxReplicas: 30}");
        await fleet.UntilAsync("it is gone", async () => await fleet.FindFedHpaAsync() is null);
        await fleet.StepAsync(60);
        Failures(fleet).ShouldBeEmpty();
    }

    private static IEnumerable<string> Failures(Scenario fleet) => fleet.Sandbox.Log.Where(static line => line.Contains(" Error ", StringComparison.Ordinal));

    private async Task<Scenario> StartedAsync(string spec = "")
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(spec: spec));
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(40);
        return fleet;
    }
}
