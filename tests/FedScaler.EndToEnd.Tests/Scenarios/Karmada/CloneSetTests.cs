using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Karmada;
using FedScaler.Sandbox.Simulation.Workloads;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada;

/// <summary>
/// A CloneSet names the pods that go first in spec.scaleStrategy.podsToDelete, and a pod's name is one member's. On the hub they would be
/// sent to all of them, and taken back from the one that has them (kruise#2245): they are written in the member, and stay there.
/// </summary>
public sealed class CloneSetTests : FleetTest
{
    private const string Kind = "CloneSet";

    protected override FederationKind Federation => FederationKind.Karmada;

    [Fact]
    public async Task The_named_pods_of_one_member_go_and_neither_template_nor_any_Work_ever_names_them()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync(Kind, autoscale: false);
        var named = await fleet.PickAsync("idc-b", 1, 6);
        using var ledger = new PodLedger(fleet.Sandbox.Servers);

        var works = await fleet.Sandbox.FollowAsync(KarmadaResources.Works, KarmadaKeys.ExecutionNamespace("idc-b"), await WorkAsync(fleet, "idc-b"), async () =>
        {
            await fleet.TakeOutAsync(named, kind: Kind);
            (await fleet.EndOfAsync()).ShouldBe("Completed");
            await fleet.StepAsync(60);
        });

        ledger.Deleted.ShouldBe(named);
        ledger.Created.ShouldBeEmpty();
        works.ShouldAllBe(static revision => !revision.Object["spec"]!.ToJsonString().Contains("podsToDelete", StringComparison.Ordinal));
        foreach (var name in (string[])["idc-a", "idc-b", "cloud-c"]) (await NamedAsync(fleet.Member(name), fleet.Namespace)).ShouldBe("");
        ((int)(await fleet.Hub.FindAsync(CloneSetDefinition.Resource, fleet.Namespace, "web"))!["spec"]!["replicas"]!).ShouldBe(22);
    }

    [Fact]
    public async Task Named_in_the_template_they_reach_no_member()
    {
        var fleet = await StartSandboxAsync(service: false);
        await StartDividedAsync(fleet);
        var pod = (await fleet.PickAsync("idc-b", 0))[0].Split('/')[1];
        var received = Receivers(fleet, pod);

        await NameOnHubAsync(fleet, pod);
        foreach (var member in fleet.Members) await fleet.UntilAsync($"{member.Name} has the change", async () => await IsTouchedAsync(fleet, member));
        await fleet.StepAsync(30);
        received.Keys.ShouldBeEmpty();
    }

    /// <summary>The trap itself, which the shipped retention keeps users out of.</summary>
    [Fact]
    public async Task Without_the_retention_members_that_have_no_such_pod_refuse_the_template_as_a_whole()
    {
        var fleet = await StartSandboxAsync(service: false);
        await fleet.Hub.DeleteAsync(KarmadaResources.ResourceInterpreterCustomizations, null, "fedscaler-cloneset");
        await StartDividedAsync(fleet);
        var pod = (await fleet.PickAsync("idc-b", 0))[0].Split('/')[1];
        var received = Receivers(fleet, pod);

        await NameOnHubAsync(fleet, pod);
        foreach (var name in (string[])["idc-a", "cloud-c"])
        {
            await fleet.UntilAsync($"{name} refuses it", async () => await WhyNotAppliedAsync(fleet, name) is { } why && why.Contains($"find pod {pod}", StringComparison.Ordinal));
            (await IsTouchedAsync(fleet, fleet.Member(name))).ShouldBeFalse("nothing else of the template gets there either");
        }

        await fleet.UntilAsync("idc-b has it", async () => await IsTouchedAsync(fleet, fleet.Member("idc-b")));
        received.Keys.ShouldBe(["idc-b"]);
    }

    /// <summary>The members whose CloneSet names the pod at any time from now on.</summary>
    private static ConcurrentDictionary<string, bool> Receivers(Scenario fleet, string pod)
    {
        var received = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var member in fleet.Sandbox.Servers.Members)
        {
            member.Store.Changed += change =>
            {
                if (change.Resource == CloneSetDefinition.Resource && change.Object["spec"]!.ToJsonString().Contains(pod, StringComparison.Ordinal)) received[member.Name] = true;
            };
        }

        return received;
    }

    private static Task NameOnHubAsync(Scenario fleet, string pod) =>
        fleet.Hub.PatchAsync(CloneSetDefinition.Resource, fleet.Namespace, "web", $"metadata: {{labels: {{touched: \"true\"}}}}\nspec: {{scaleStrategy: {{podsToDelete: [{pod}]}}}}");

    private static async Task<bool> IsTouchedAsync(Scenario fleet, Cluster member) =>
        (string?)(await SetAsync(member, fleet.Namespace))["metadata"]!["labels"]!["touched"] == "true";

    private static async Task<string?> WhyNotAppliedAsync(Scenario fleet, string member)
    {
        var work = await fleet.Hub.FindAsync(KarmadaResources.Works, KarmadaKeys.ExecutionNamespace(member), await WorkAsync(fleet, member));
        var applied = work!["status"]?["conditions"]?.AsArray().FirstOrDefault(static condition => (string?)condition!["type"] == "Applied");
        return (string?)applied?["status"] == "False" ? (string?)applied["message"] : null;
    }

    /// <summary>Karmada alone: its own scheduler has divided it, and its count is retained.</summary>
    private static async Task StartDividedAsync(Scenario fleet)
    {
        await fleet.Hub.ApplyAsync(Manifests.Policy(fleet.Namespace, "web", Kind, fleet.Members.Select(static member => member.Name), scheduler: KarmadaKeys.DefaultScheduler));
        await fleet.Hub.ApplyAsync(RemovalScenario.Workload(fleet.Namespace, Kind, 12));
        await fleet.Hub.PatchAsync(CloneSetDefinition.Resource, fleet.Namespace, "web", "metadata: {labels: {resourcetemplate.karmada.io/retain-replicas: \"true\"}}");
        await fleet.UntilAsync("all run", async () => (await fleet.AllPodsAsync()).Count == 12 && (await SetAsync(fleet.Member("idc-b"), fleet.Namespace))["metadata"]!["labels"] is not null);
    }

    private static async Task<JsonObject> SetAsync(Cluster member, string ns) => (await member.FindAsync(CloneSetDefinition.Resource, ns, "web"))!;

    private static async Task<string> NamedAsync(Cluster member, string ns) =>
        string.Join(", ", ((await SetAsync(member, ns))["spec"]!["scaleStrategy"]?["podsToDelete"]?.AsArray() ?? []).Select(static name => (string)name!));

    private static async Task<string> WorkAsync(Scenario fleet, string member) =>
        (string)(await fleet.Hub.ListAsync(KarmadaResources.Works, KarmadaKeys.ExecutionNamespace(member)))
            .Single(static work => (string?)work["spec"]!["workload"]!["manifests"]![0]!["kind"] == Kind)["metadata"]!["name"]!;
}
