using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada;

/// <summary>FedScaler as the scheduler of a ResourceBinding, with the members in the lead and with the user.</summary>
public sealed class SchedulingTests : FleetTest
{
    protected override FederationKind Federation => FederationKind.Karmada;

    [Fact]
    public async Task The_binding_and_the_workload_on_the_hub_say_what_the_members_run()
    {
        var fleet = await StartPropagatedAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(min: 6, max: 60));
        await fleet.UntilReadyAsync();
        fleet.Sandbox.SetLoad("idc-a", 6);
        await fleet.UntilAsync("idc-a runs 10", async () => await fleet.RunsAsync("idc-a") == 10, TimeSpan.FromMinutes(10));
        await fleet.UntilAsync("the binding follows", async () => await AgreesAsync(fleet));
        var scheduled = Condition.Find(await BindingAsync(fleet), "Scheduled");
        (scheduled.IsTrue, scheduled.Reason).ShouldBe((true, "Success"));
        await fleet.UntilAsync("its scheduler has observed it", async () =>
            await BindingAsync(fleet) is var binding && (long?)binding["status"]!["schedulerObservedGeneration"] == (long)binding["metadata"]!["generation"]!);
    }

    [Fact]
    public async Task Without_a_FedHPA_the_workload_on_the_hub_is_scaled_and_a_CronHPA_on_it_is_given_back()
    {
        var fleet = await StartPropagatedAsync();
        await fleet.UntilAsync("all 6 run", async () => await SumAsync(fleet) == 6 && await AgreesAsync(fleet));
        await fleet.Hub.PatchAsync(KnownResources.Deployments, fleet.Namespace, "web", "spec: {replicas: 11}");
        await fleet.UntilAsync("11 run", async () => await SumAsync(fleet) == 11 && await AgreesAsync(fleet));
        await fleet.ApplyAsync(
            """
            apiVersion: fedscaler.io/v1alpha1
            kind: CronHPA
            metadata: {name: always, namespace: NAMESPACE}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
              rules: [{name: always, schedule: "* * * * *", replicas: 4}]
            """);
        await fleet.UntilAsync("4 run", async () => await SumAsync(fleet) == 4 && await AgreesAsync(fleet), TimeSpan.FromMinutes(5));
        await fleet.Hub.DeleteAsync(ApiResources.CronHpas, fleet.Namespace, "always");
        await fleet.UntilAsync("11 run again", async () => await SumAsync(fleet) == 11 && await AgreesAsync(fleet), TimeSpan.FromMinutes(5));
    }

    private async Task<Scenario> StartPropagatedAsync()
    {
        var fleet = await StartSandboxAsync();
        await fleet.Hub.ApplyAsync(RemovalScenario.Workload(fleet.Namespace, "Deployment", 6));
        await fleet.ApplyAsync(Manifests.Policy(fleet.Namespace, "web", "Deployment", fleet.Members.Select(static member => member.Name)));
        return fleet;
    }

    private static async Task<JsonObject> BindingAsync(Scenario fleet) => (await fleet.Hub.FindAsync(KarmadaResources.ResourceBindings, fleet.Namespace, "web-deployment"))!;

    private static async Task<int> SumAsync(Scenario fleet)
    {
        var sum = 0;
        foreach (var member in fleet.Members) sum += await fleet.RunsAsync(member.Name);
        return sum;
    }

    /// <summary>Replicas are the sum of the clusters, each of which is what its member runs, and the workload on the hub says the same.</summary>
    private static async Task<bool> AgreesAsync(Scenario fleet)
    {
        var spec = (await BindingAsync(fleet))["spec"]!;
        var sum = 0;
        foreach (var cluster in spec["clusters"] as JsonArray ?? [])
        {
            var replicas = (int?)cluster!["replicas"] ?? 0;
            if (await fleet.RunsAsync((string)cluster["name"]!) != replicas) return false;
            sum += replicas;
        }

        return sum == (int)spec["replicas"]! && sum == (int)(await fleet.Hub.FindAsync(KnownResources.Deployments, fleet.Namespace, "web"))!["spec"]!["replicas"]!;
    }
}
