using FedScaler.Api;
using FedScaler.Hosting;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Kube.Models;
using FedScaler.SandboxHost;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>
/// API servers of real clusters, from a folder with hub.kubeconfig and NAME.kubeconfig for every member. Time is what it is: what
/// comes about is polled for. Each scenario has a namespace of its own, which it takes away at the end.
/// </summary>
internal sealed class RealWorld : IWorld
{
    private const string ServiceNamespace = "fedscaler-system";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>Every service works on all namespaces of the hub: there is one at a time.</summary>
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    private readonly ClusterConnection _hub;
    private readonly ServiceLog _log = new(TimeProvider.System);
    private RunningService? _service;

    private RealWorld(string folder)
    {
        _hub = Read(folder, "hub");
        Hub = new Cluster("hub", Connect(_hub));
        Members =
        [
            .. from file in Directory.GetFiles(folder, "*.kubeconfig").Order(StringComparer.Ordinal)
               let name = Path.GetFileNameWithoutExtension(file)
               where name != "hub"
               select new Cluster(name, Connect(Read(folder, name))),
        ];
    }

    public string Namespace { get; } = $"e2e-{Guid.NewGuid():N}"[..16];

    public FederationKind Federation => FederationKind.Direct;

    public Cluster Hub { get; }

    public IReadOnlyList<Cluster> Members { get; }

    public bool IsServiceRunning => _service is not null;

    public IReadOnlyList<string> Log => _log.Lines;

    public static async Task<RealWorld> StartAsync(string folder)
    {
        await OneAtATime.WaitAsync();
        var world = new RealWorld(folder);
        await using var hub = Connect(world._hub);
        await FleetRegistration.InstallAsync(hub, ServiceNamespace, default);
        foreach (var member in world.Members)
        {
            var kubeconfig = await File.ReadAllTextAsync(Path.Combine(folder, $"{member.Name}.kubeconfig"));
            await FleetRegistration.RegisterAsync(hub, ServiceNamespace, member.Name, new Dictionary<string, string>(), kubeconfig, default);
        }

        foreach (var cluster in world.Members.Append(world.Hub)) await cluster.ApplyAsync(Manifests.Namespace(world.Namespace));
        return world;
    }

    public Task StartServiceAsync()
    {
        _service = new RunningService(Connect(_hub), TimeProvider.System, _log, new ServiceOptions { AllowLoopbackMembers = true, Seed = 1 });
        return Task.CompletedTask;
    }

    public async Task StopServiceAsync()
    {
        if (_service is not { } service) return;
        _service = null;
        await service.DisposeAsync();
    }

    public Task StepAsync(TimeSpan step) => Task.Delay(step, TimeProvider.System);

    public async Task UntilAsync(string what, Func<Task<bool>> reached, TimeSpan patience)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await reached())
        {
            if (TimeProvider.System.GetElapsedTime(started) > patience) throw new TimeoutException($"{what}: not within {patience}");
            await Task.Delay(Look, TimeProvider.System);
        }
    }

    /// <summary>Nobody shows every revision of a real server: what scenarios assert is all there is.</summary>
    public void Verify()
    {
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await CleanUpAsync();
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private async Task CleanUpAsync()
    {
        foreach (var left in await Hub.ListAsync(ApiResources.FedHpas, Namespace))
            await Hub.DeleteAsync(ApiResources.FedHpas, Namespace, (string)left["metadata"]!["name"]!);
        await UntilAsync("FedHPAs go", async () => !IsServiceRunning || (await Hub.ListAsync(ApiResources.FedHpas, Namespace)).Count == 0, TimeSpan.FromMinutes(2));
        if (_service is { } service) await service.DisposeAsync();
        foreach (var cluster in Members.Append(Hub))
        {
            await cluster.DeleteAsync(KnownResources.Namespaces, null, Namespace);
            await cluster.DisposeAsync();
        }
    }

    private static ClusterConnection Read(string folder, string name) =>
        Kubeconfig.Parse(File.ReadAllText(Path.Combine(folder, $"{name}.kubeconfig"))).Resolve();

    private static KubeClient Connect(ClusterConnection connection) => KubeClient.Create(connection, TimeProvider.System);
}
