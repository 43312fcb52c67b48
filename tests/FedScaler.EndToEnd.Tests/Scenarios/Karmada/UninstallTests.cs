using System.Text.Json.Nodes;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada;

/// <summary>FedScaler goes in the order that docs/karmada.md gives: nothing moves, and nothing of it is left on the control plane.</summary>
public sealed class UninstallTests : FleetTest
{
    protected override FederationKind Federation => FederationKind.Karmada;

    [Theory]
    [InlineData("Orphan")]
    [InlineData("Delete")]
    public async Task In_the_documented_order_nothing_moves_and_nothing_is_left(string policy)
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync(replicas: 3);
        await fleet.ApplyAsync(Manifests.FedHpa(min: 6, max: 60, spec: $"deletionPolicy: {policy}"));
        await fleet.UntilReadyAsync();
        await fleet.LoadAsync();
        await fleet.StepAsync(120);
        using var ledger = new MoveLedger(fleet);

        await fleet.DeleteFedHpaAsync();
        await fleet.UntilAsync("no FedHPA is left", async () => await fleet.FindFedHpaAsync() is null);
        (await fleet.Hub.ListAsync(KarmadaResources.Works, null)).ShouldAllBe(static work => work["metadata"]!["labels"]!["app.kubernetes.io/managed-by"] == null);
        (await HpasAsync(fleet)).ShouldBe(policy == "Orphan" ? fleet.Members.Count : 0);

        await fleet.ScheduleByAsync(KarmadaKeys.DefaultScheduler);
        await fleet.UntilAsync("our label is off", async () => (await fleet.TemplateAsync())!["metadata"]!["annotations"]?["fedscaler.io/retain-replicas"] is null);
        if (policy == "Orphan") await fleet.Hub.PatchAsync(KnownResources.Deployments, fleet.Namespace, "web", $"metadata: {{labels: {{{KarmadaKeys.RetainReplicas}: \"true\"}}}}");
        await fleet.StepAsync(5);
        await fleet.StopServiceAsync();
        await fleet.StepAsync(300);

        ledger.ShouldBeEmpty(policy);
        foreach (var left in (JsonObject?[])[await fleet.TemplateAsync(), await fleet.ResourceBindingAsync()])
            (left!["metadata"]!["annotations"] as JsonObject ?? []).Select(static note => note.Key).ShouldAllBe(static key => !key.StartsWith("fedscaler.io/", StringComparison.Ordinal));
        if (policy != "Orphan") return;

        // Who keeps the HPAs has them scale on, and Karmada does not put its counts back.
        fleet.Sandbox.SetLoad("idc-a", 5 * 0.59);
        await fleet.UntilAsync("idc-a runs 5", async () => await fleet.RunsAsync("idc-a") == 5);
        await fleet.StepAsync(300);
        ledger.Changes.Count.ShouldBe(1);
    }

    private static async Task<int> HpasAsync(Scenario fleet)
    {
        var count = 0;
        foreach (var member in fleet.Members) count += (await member.ListAsync(KnownResources.HorizontalPodAutoscalers, fleet.Namespace)).Count;
        return count;
    }
}
