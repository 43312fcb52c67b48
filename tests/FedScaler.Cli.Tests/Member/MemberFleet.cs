using System.Text;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Cli.Tests.Support;
using FedScaler.Controllers.Fleet.Direct.Credentials;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Storage;
using FedScaler.SandboxHost;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Members;

/// <summary>A hub with FedScaler's kinds and no member yet, and clusters that may become some.</summary>
internal sealed class MemberFleet : IAsyncDisposable
{
    public const string Namespace = "fedscaler-system";

    private readonly TemporaryFolder _folder = new();
    private readonly SimulatedFleet _fleet;

    private MemberFleet(SimulatedFleet fleet) => _fleet = fleet;

    public IClusterStore Hub => _fleet.Servers.Hub.Store;

    public SimulatedFleet Fleet => _fleet;

    public TemporaryFolder Folder => _folder;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<MemberFleet> StartAsync()
    {
        var fleet = new MemberFleet(await SimulatedFleet.StartAsync(new SimulatedFleetOptions { Time = TimeProvider.System, Members = 2, Bare = true }, Token));
        await fleet._fleet.Servers.WriteKubeconfigsAsync(fleet._folder.Path, Token);
        await using var hub = fleet._fleet.Connect("hub");
        await FleetRegistration.InstallAsync(hub, Namespace, Token);
        return fleet;
    }

    public IClusterStore Member(string name = "idc-a") => _fleet.Servers[name].Store;

    /// <summary>The service itself, in this process.</summary>
    public RunningCommand Run() =>
        new("run", "--kubeconfig", _folder.PathOf("hub.kubeconfig"), "--metrics-address", "none", "--allow-loopback-members");

    /// <summary><c>member add</c>; without a service nobody would tell when it is ready.</summary>
    public Task<CommandLine> AddAsync(params string[] more) => AddToAsync("idc-a", "idc-a", more);

    public Task<CommandLine> AddToAsync(string name, string cluster, params string[] more) => CommandLine.RunAsync(
        ["member", "add", name, "--kubeconfig", _folder.PathOf($"{cluster}.kubeconfig"), "--hub-kubeconfig", _folder.PathOf("hub.kubeconfig"), "--allow-loopback-members", .. more]);

    public async Task AddedAsync(params string[] more)
    {
        var run = await AddAsync(["--wait=false", .. more]);
        run.ExitCode.ShouldBe(0, run.Error);
    }

    public Task<CommandLine> CheckAsync(params string[] more) =>
        CommandLine.RunAsync(["member", "check", "--kubeconfig", _folder.PathOf("hub.kubeconfig"), "--allow-loopback-members", .. more]);

    public Task<CommandLine> RemoveAsync(params string[] more) =>
        CommandLine.RunAsync(["member", "remove", "idc-a", "--hub-kubeconfig", _folder.PathOf("hub.kubeconfig"), .. more]);

    public JsonObject? MemberCluster(string name = "idc-a") => Hub.Get(ApiResources.MemberClusters, new ObjectKey(null, name));

    public string Kubeconfig(string name = "idc-a") => Encoding.UTF8.GetString(
        Convert.FromBase64String((string)Hub.Get(KnownResources.Secrets, new ObjectKey(Namespace, name))!["data"]!["kubeconfig"]!));

    public BoundToken? Bound(string name = "idc-a") => StoredCredential.Read(Encoding.UTF8.GetBytes(Kubeconfig(name)))?.Bound;

    /// <summary>Says in a MemberCluster's status what the service would.</summary>
    public void Report(string uid, string name = "idc-a") => Hub.Update(ApiResources.MemberClusters, new ObjectKey(null, name), member =>
    {
        member["status"] = new JsonObject
        {
            ["clusterUID"] = uid,
            ["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "Ready",
                ["status"] = "True",
                ["reason"] = "Reachable",
                ["message"] = "the API server answers and is ready",
                ["lastTransitionTime"] = "2026-01-01T00:00:00Z",
            }),
        };
        return true;
    });

    public string UidOf(string cluster) => (string)Member(cluster).Get(KnownResources.Namespaces, new ObjectKey(null, "kube-system"))!["metadata"]!["uid"]!;

    public async ValueTask DisposeAsync()
    {
        await _fleet.DisposeAsync();
        _folder.Dispose();
    }
}
