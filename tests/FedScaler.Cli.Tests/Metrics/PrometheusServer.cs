using System.Diagnostics;
using System.Text.Json.Nodes;

namespace FedScaler.Cli.Tests.Metrics;

/// <summary>Debian's Prometheus, with the chart's alerts, scraping one service every second.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    private readonly Process _process;
    private readonly Task<string> _log;
    private readonly Uri _address;

    private PrometheusServer(Process process, Uri address)
    {
        (_process, _address) = (process, address);
        _log = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts it, on another port should somebody have taken the first.</summary>
    public static async Task<PrometheusServer> StartAsync(string program, string folder, string target)
    {
        var configuration = Path.Combine(folder, "prometheus.json");
        await File.WriteAllTextAsync(configuration, Configuration(target).ToJsonString());
        for (var attempt = 1; ; attempt++)
        {
            var server = Start(program, folder, configuration, MeasuredService.FreePort());
            if (await server.IsReadyAsync()) return server;
            var said = await server._log;
            await server.DisposeAsync();
            if (attempt == 3) throw new InvalidOperationException($"Prometheus does not start:\n{said}");
        }
    }

    /// <summary>The data of an answer; throws with Prometheus' own words where it refuses.</summary>
    public async Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await Http.GetAsync(new Uri(_address, path), cancellationToken);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!;
        return (string?)body["status"] == "success" ? body["data"]! : throw new InvalidOperationException($"{path}: {body["error"]}");
    }

    /// <summary>Samples of an expression at this moment.</summary>
    public async Task<JsonArray> QueryAsync(string expression, CancellationToken cancellationToken) =>
        (await GetAsync($"api/v1/query?query={Uri.EscapeDataString(expression)}", cancellationToken))["result"]!.AsArray();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _log;
        _process.Dispose();
    }

    // JSON is YAML.
    private static JsonObject Configuration(string target) => new()
    {
        ["global"] = new JsonObject { ["scrape_interval"] = "1s", ["evaluation_interval"] = "1s" },
        ["rule_files"] = new JsonArray(RepositoryFiles.PathOf("charts", "fedscaler", "alerts", "*.yaml")),
        ["scrape_configs"] = new JsonArray(new JsonObject
        {
            ["job_name"] = "fedscaler",
            ["honor_labels"] = true,
            ["static_configs"] = new JsonArray(new JsonObject { ["targets"] = new JsonArray(target) }),
        }),
    };

    private static PrometheusServer Start(string program, string folder, string configuration, int port)
    {
        string[] args = [$"--config.file={configuration}", $"--storage.tsdb.path={Path.Combine(folder, $"data-{port}")}", $"--web.listen-address=127.0.0.1:{port}", "--log.level=warn"];
        var process = Process.Start(new ProcessStartInfo(program, args) { UseShellExecute = false, RedirectStandardError = true })!;
        return new PrometheusServer(process, new Uri($"http://127.0.0.1:{port}/"));
    }

    /// <summary>False once it has ended.</summary>
    private async Task<bool> IsReadyAsync() => await MeasuredService.UntilAsync(
        async cancellationToken =>
        {
            if (_process.HasExited) return "ended";
            try
            {
                using var answer = await Http.GetAsync(new Uri(_address, "-/ready"), cancellationToken);
                return answer.IsSuccessStatusCode ? "ready" : null;
            }
            catch (HttpRequestException)
            {
                return null;
            }
        },
        "Prometheus to be ready") == "ready";
}
