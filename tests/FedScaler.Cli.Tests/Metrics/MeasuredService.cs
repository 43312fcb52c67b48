using System.Net;
using System.Net.Sockets;
using FedScaler.Cli.Tests.Support;
using FedScaler.SandboxHost;
using Xunit;

namespace FedScaler.Cli.Tests.Metrics;

/// <summary><c>fedscaler run</c> over a sandbox with two members, one application and its schedule, for as long as a class of tests runs.</summary>
public sealed class MeasuredService : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private SimulatedFleet _fleet = null!;
    private RunningCommand _service = null!;

    /// <summary>Where it serves /metrics.</summary>
    public string Address { get; } = $"127.0.0.1:{FreePort()}";

    public async ValueTask InitializeAsync()
    {
        _fleet = await SimulatedFleet.StartAsync(new SimulatedFleetOptions { Time = TimeProvider.System, Members = 2 }, CancellationToken.None);
        await _fleet.Servers.WriteKubeconfigsAsync(_folder.Path, CancellationToken.None);
        foreach (var member in _fleet.Servers.Members) await ApplyAsync(member.Name, "namespace.yaml", "workload.yaml");
        await ApplyAsync("hub", "namespace.yaml", "fedhpa-minimal.yaml", "cronhpa.yaml");
        _service = new RunningCommand("run", "--kubeconfig", _folder.PathOf("hub.kubeconfig"), "--metrics-address", Address, "--allow-loopback-members", "--leader-elect");
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _fleet.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    /// <summary>A port that nobody has; somebody may take it before it is used.</summary>
    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Asks until what is asked for is there, and returns it; throws when it does not come within a minute.</summary>
    internal static async Task<T> UntilAsync<T>(Func<CancellationToken, Task<T?>> ask, string what)
        where T : class
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        try
        {
            while (true)
            {
                if (await ask(patience.Token) is { } answer) return answer;
                await beat.WaitForNextTickAsync(patience.Token);
            }
        }
        catch (OperationCanceledException exhausted) when (patience.IsCancellationRequested)
        {
            throw new TimeoutException($"waited a minute in vain for {what}", exhausted);
        }
    }

    /// <summary>What /metrics answers once it holds all of these.</summary>
    internal Task<string> ScrapeAsync(params string[] signs) =>
        UntilAsync(cancellationToken => TryScrapeAsync(text => signs.All(sign => text.Contains(sign, StringComparison.Ordinal)), cancellationToken), string.Join(" and ", signs));

    /// <summary>What /metrics answers once it holds none of these any more.</summary>
    internal Task<string> ScrapeWithoutAsync(params string[] signs) =>
        UntilAsync(cancellationToken => TryScrapeAsync(text => !signs.Any(sign => text.Contains(sign, StringComparison.Ordinal)), cancellationToken), $"the end of {string.Join(" and ", signs)}");

    /// <summary>Deletes the FedHPA, and one member.</summary>
    internal async Task DeleteAsync(string member)
    {
        await using var hub = _fleet.Connect("hub");
        await hub.DeleteAsync(Api.ApiResources.FedHpas, new Kube.Models.ObjectKey("shop", "web"), new Kube.Client.DeleteOptions(), CancellationToken.None);
        await hub.DeleteAsync(Api.ApiResources.MemberClusters, new Kube.Models.ObjectKey(null, member), new Kube.Client.DeleteOptions(), CancellationToken.None);
    }

    private async Task<string?> TryScrapeAsync(Func<string, bool> suits, CancellationToken cancellationToken)
    {
        try
        {
            var text = await _http.GetStringAsync($"http://{Address}/metrics", cancellationToken);
            return suits(text) ? text : null;
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
            return null;
        }
    }

    private async Task ApplyAsync(string cluster, params string[] samples)
    {
        await using var client = _fleet.Connect(cluster);
        foreach (var sample in samples) await Manifests.ApplyAsync(client, RepositoryFiles.PathOf("samples", sample), CancellationToken.None);
    }
}
