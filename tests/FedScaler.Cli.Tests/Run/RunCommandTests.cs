using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FedScaler.Cli.Tests.Support;
using FedScaler.SandboxHost;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Run;

public sealed class RunCommandTests : IAsyncLifetime
{
    private static readonly HttpClient Http = new();

    private readonly TemporaryFolder _folder = new();
    private SimulatedFleet _fleet = null!;

    public async ValueTask InitializeAsync()
    {
        _fleet = await SimulatedFleet.StartAsync(new SimulatedFleetOptions { Time = TimeProvider.System }, TestContext.Current.CancellationToken);
        await _fleet.Servers.WriteKubeconfigsAsync(_folder.Path, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _fleet.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_serves_health_and_metrics_and_ends_well_when_told_to()
    {
        var address = $"127.0.0.1:{FreePort()}";
        await using var service = new RunningCommand("run", "--kubeconfig", _folder.PathOf("hub.kubeconfig"), "--metrics-address", address, "--allow-loopback-members");

        await WaitForAsync($"http://{address}/readyz");
        (await Http.GetStringAsync($"http://{address}/healthz", TestContext.Current.CancellationToken)).ShouldContain("ok");
        (await Http.GetStringAsync($"http://{address}/readyz", TestContext.Current.CancellationToken)).ShouldContain("federation ok: direct");
        var metrics = await Http.GetStringAsync($"http://{address}/metrics", TestContext.Current.CancellationToken);
        metrics.ShouldContain("fedscaler_informer_live{cluster=\"hub\",resource=\"memberclusters.fedscaler.io\"} 1");
        (await service.StopAsync()).ShouldBe(0);

        metrics.ShouldContain("federation=\"direct\"");
        if (Programs.Find("promtool") is { } promtool) (await CheckAsync(promtool, metrics)).ShouldBe("");
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_it_with_the_option_that_mends_it()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = taken.LocalEndpoint.ToString()!;

        var run = await CommandLine.RunAsync("run", "--kubeconfig", _folder.PathOf("hub.kubeconfig"), "--metrics-address", address);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain($"--metrics-address {address}");
    }

    [Fact]
    public async Task A_kubeconfig_that_is_not_there_is_refused_by_its_path()
    {
        var run = await CommandLine.RunAsync("run", "--kubeconfig", _folder.PathOf("nowhere.kubeconfig"));

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("nowhere.kubeconfig");
    }

    private static async Task WaitForAsync(string url)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        while (!await AnswersAsync(url, patience.Token)) await beat.WaitForNextTickAsync(patience.Token);
    }

    private static async Task<bool> AnswersAsync(string url, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Http.GetAsync(url, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<string> CheckAsync(string promtool, string metrics)
    {
        using var process = Process.Start(new ProcessStartInfo(promtool, ["check", "metrics"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true })!;
        await process.StandardInput.WriteAsync(metrics);
        process.StandardInput.Close();
        var complaints = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return complaints;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
