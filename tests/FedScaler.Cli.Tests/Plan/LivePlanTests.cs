using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Cli.Tests.Support;
using FedScaler.Kube.Models;
using FedScaler.SandboxHost;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Plan;

/// <summary>Plans over HTTP for a fleet that stands still, so that every revision that is stored would be the plan's own.</summary>
public sealed class LivePlanTests : IAsyncLifetime
{
    private static readonly string Resource = RepositoryFiles.PathOf("samples", "fedhpa-minimal.yaml");

    private readonly TemporaryFolder _folder = new();
    private SimulatedFleet _fleet = null!;

    public async ValueTask InitializeAsync()
    {
        _fleet = await SimulatedFleet.StartAsync(new SimulatedFleetOptions { Time = TimeProvider.System }, TestContext.Current.CancellationToken);
        await _fleet.Servers.WriteKubeconfigsAsync(_folder.Path, TestContext.Current.CancellationToken);
        foreach (var member in (string[])["idc-a", "idc-b", "cloud-c"]) await ApplyAsync(member, "namespace.yaml", "workload.yaml");
        await ApplyAsync("hub", "namespace.yaml");
        _fleet.Simulation.Settle();
    }

    public async ValueTask DisposeAsync()
    {
        await _fleet.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_is_planned_for_the_fleet_as_it_is_and_nothing_is_written_anywhere()
    {
        var before = Revisions();

        var run = await PlanAsync("-f", Resource, "-o", "json");

        run.ExitCode.ShouldBe(0, run.Error);
        using var plan = JsonDocument.Parse(run.Output);
        var clusters = plan.RootElement.GetProperty("clusters").EnumerateArray().ToList();
        clusters.Select(cluster => cluster.GetProperty("name").GetString()).ShouldBe(["cloud-c", "idc-a", "idc-b"]);
        clusters.Sum(cluster => cluster.GetProperty("maxReplicas").GetInt32()).ShouldBe(60);
        clusters.Select(cluster => cluster.GetProperty("reason").GetString()).ShouldAllBe(reason => reason == "first split, by free capacity");
        run.Error.ShouldBeEmpty();
        Revisions().ShouldBe(before);
    }

    [Fact]
    public async Task A_FedHPA_of_the_hub_is_planned_by_its_name()
    {
        await ApplyAsync("hub", "fedhpa-minimal.yaml");
        var before = Revisions();

        var run = await PlanAsync("shop/web");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("shop/web: 6 to 60 replicas over 3 clusters");
        run.Output.ShouldContain("Conflict is False");
        Revisions().ShouldBe(before);
    }

    [Fact]
    public async Task A_second_FedHPA_on_the_target_is_told_of()
    {
        await ApplyAsync("hub", "fedhpa-minimal.yaml");
        var rival = _folder.Write("rival.yaml", (await File.ReadAllTextAsync(Resource)).Replace("name: web\n  namespace", "name: web-2\n  namespace", StringComparison.Ordinal));

        var run = await PlanAsync("-f", rival);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("Conflict is True (TwoFedHPAs): FedHPA web");
    }

    [Fact]
    public async Task A_member_that_does_not_answer_is_named_and_counts_as_silent()
    {
        _fleet.Servers["idc-b"].Faults.RefuseConnections = true;

        var run = await PlanAsync("-f", Resource);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("idc-b could not be looked at");
        run.Output.Split('\n').ShouldContain(line => line.Contains("idc-b ", StringComparison.Ordinal) && line.Contains("Silent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_ScaleIn_that_holds_the_target_and_the_service_s_brake_are_told_of()
    {
        await ApplyAsync("hub", "fedhpa-minimal.yaml");
        var hub = _fleet.Servers.Hub.Store;
        hub.Create(ApiResources.ScaleIns, (JsonObject)JsonNode.Parse(
            """
            {"apiVersion": "fedscaler.io/v1alpha1", "kind": "ScaleIn", "metadata": {"name": "bad", "namespace": "shop"},
             "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "pods": [{"cluster": "idc-a", "name": "web-1"}]},
             "status": {"phase": "Prepared", "fleet": {"hold": "Held"}}}
            """)!);
        hub.Create(KnownResources.ConfigMaps, (JsonObject)JsonNode.Parse(
            """{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "fedscaler", "namespace": "fedscaler-system"}, "data": {"paused": "true"}}""")!);
        var before = Revisions();

        var run = await PlanAsync("shop/web");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("Held is True (ScaleInInProgress): shares are kept as they are for ScaleIn bad");
        run.Output.ShouldContain("Paused is True (ByService): the service's brake is on: ConfigMap fedscaler-system/fedscaler key paused");
        Revisions().ShouldBe(before);
    }

    [Fact]
    public async Task A_FedHPA_that_is_not_there_is_refused_by_its_name()
    {
        var run = await PlanAsync("shop/other");

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("there is no FedHPA shop/other on the hub");
    }

    [Fact]
    public async Task A_kubeconfig_that_is_not_there_is_refused_by_its_path()
    {
        var run = await CommandLine.RunAsync("plan", "--kubeconfig", _folder.PathOf("nowhere"), "shop/web");

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("nowhere");
    }

    private Task<CommandLine> PlanAsync(params string[] args) =>
        CommandLine.RunAsync(["plan", "--kubeconfig", _folder.PathOf("hub.kubeconfig"), "--allow-loopback-members", .. args]);

    private Dictionary<string, long> Revisions() => _fleet.Servers.Clusters.ToDictionary(cluster => cluster.Name, cluster => cluster.Store.Revision);

    private async Task ApplyAsync(string cluster, params string[] samples)
    {
        await using var client = _fleet.Connect(cluster);
        foreach (var sample in samples) await Manifests.ApplyAsync(client, RepositoryFiles.PathOf("samples", sample), TestContext.Current.CancellationToken);
    }
}
