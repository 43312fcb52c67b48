using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Storage;
using FedScaler.SandboxHost;

namespace FedScaler.EndToEnd.Tests.Scenarios.Leadership;

/// <summary>
/// Two real processes, of which the one that leads is stopped by SIGSTOP past its Lease, and goes on. The Lease's times are those of
/// <c>fedscaler run</c>: this takes half a minute of real time, nearly all of it waiting.
/// </summary>
[Collection(nameof(Alone))]
public sealed class FrozenProcessTests : IAsyncLifetime
{
    private static readonly ObjectKey Lease = new(ServiceIdentity.OwnNamespace, ServiceIdentity.Lease);
    private static readonly ObjectKey Web = new("shop", "web");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("fedscaler-frozen").FullName;
    private readonly List<ServiceProcess> _processes = [];
    private readonly ConcurrentQueue<StoreEvent> _stored = new();
    private SimulatedFleet _fleet = null!;
    private EpochFence _fence = null!;
    private string _kubeconfig = "";

    private ClusterStore Hub => _fleet.Servers.Hub.Store;

    private ClusterStore Member => _fleet.Servers.Members[0].Store;

    private string Holder => (string?)Hub.Get(KnownResources.Leases, Lease)?["spec"]?["holderIdentity"] ?? "";

    public async ValueTask InitializeAsync()
    {
        _fleet = await SimulatedFleet.StartAsync(new SimulatedFleetOptions { Time = TimeProvider.System, Members = 1, UseTls = false }, TestContext.Current.CancellationToken);
        var identity = new ServiceIdentity(_fleet.Servers);
        // Given back by somebody before, so that the first begins at once.
        Hub.Create(KnownResources.Leases, Parse(
            $$"""{"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": {"name": "{{Lease.Name}}", "namespace": "{{Lease.Namespace}}"}, "spec": {"holderIdentity": "", "leaseDurationSeconds": 1, "leaseTransitions": 1} }"""));
        _fence = new EpochFence(Hub, ServiceIdentity.User, Lease, TimeProvider.System);
        _fleet.Servers.Hub.Server.Policy = _fence.Judge;
        _kubeconfig = Path.Combine(_folder, "hub.kubeconfig");
        await File.WriteAllTextAsync(_kubeconfig, _fleet.Servers.Hub.KubeconfigOf(identity.TokenOf("hub")));
        foreach (var store in (ClusterStore[])[Hub, Member])
        {
            await using var cluster = new Cluster(store == Hub ? "hub" : "member", _fleet.Connect(store == Hub ? "hub" : _fleet.Servers.Members[0].Name));
            await cluster.ApplyAsync(Manifests.Namespace(Web.Namespace!));
            if (store == Member) await cluster.ApplyAsync(Manifests.Workload(Web.Namespace!, Web.Name, 1, "Deployment", "1"));
            else await cluster.ApplyAsync(Manifests.FedHpa(min: 1, max: 20).Replace("NAMESPACE", Web.Namespace, StringComparison.Ordinal));
            store.Changed += _stored.Enqueue;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
            foreach (var (process, i) in _processes.Select(static (process, i) => (process, i)))
                foreach (var line in process.Lines) TestContext.Current.TestOutputHelper?.WriteLine($"{i}: {line}");
        foreach (var process in _processes) await process.DisposeAsync();
        _fence.Dispose();
        await _fleet.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_leader_that_was_stopped_past_its_lease_ends_when_it_goes_on_and_has_written_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs SIGSTOP");
        var one = Start();
        await UntilAsync("the first leads, and has given the share", () => one.Says("leads as") && MaxThere() == 20);
        var first = Holder;
        var epoch = EpochOf(Hub.Get(KnownResources.Leases, Lease)!);
        var other = Start();
        await UntilAsync("the other stands by", () => other.Says("stands by as"));

        await one.SignalAsync("STOP");
        // It finds this waiting for it when it goes on.
        SetMax(30);
        await UntilAsync("the other leads, and has given the share", () => Holder != first && other.Says("leads as") && MaxThere() == 30);
        var takenOver = _stored.Count;
        SetMax(40);
        await one.SignalAsync("CONT");

        await UntilAsync("it ends", () => one.HasExited);
        one.ExitCode.ShouldBe(4);
        await UntilAsync("the other goes on", () => MaxThere() == 40);
        other.HasExited.ShouldBeFalse();
        _stored.Skip(takenOver).Where(change => change.Origin is not null && StampOf(change.Object) == epoch).Select(static change => $"{change.Resource} {change.Key}").ShouldBeEmpty();

        await other.SignalAsync("TERM");
        await UntilAsync("the other ends", () => other.HasExited);
        other.ExitCode.ShouldBe(0);
    }

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;

    private static string EpochOf(JsonObject lease) => $"{lease["metadata"]!["uid"]}/{lease["spec"]!["leaseTransitions"]}";

    private static string? StampOf(JsonObject value) => (string?)value["metadata"]!["annotations"]?["fedscaler.io/epoch"] ?? (string?)value["status"]?["epoch"];

    private ServiceProcess Start()
    {
        var process = new ServiceProcess(_kubeconfig);
        _processes.Add(process);
        return process;
    }

    private int? MaxThere() => (int?)Member.Get(KnownResources.HorizontalPodAutoscalers, Web)?["spec"]?["maxReplicas"];

    private void SetMax(int max) => Hub.Update(ApiResources.FedHpas, Web, resource =>
    {
        resource["spec"]!["maxReplicas"] = max;
        return true;
    });

    private async Task UntilAsync(string what, Func<bool> reached)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!reached())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience) throw new TimeoutException($"{what}: not within {Patience}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
