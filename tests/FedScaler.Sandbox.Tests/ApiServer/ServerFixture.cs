using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Time;

namespace FedScaler.Sandbox.Tests.ApiServer;

/// <summary>One API server, and an administrator's client for it.</summary>
internal sealed class ServerFixture : IAsyncDisposable
{
    private ServerFixture(SandboxFleet fleet, SimulatedTimeProvider time)
    {
        Fleet = fleet;
        Time = time;
        Http = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = fleet.Hub.Server.Address, Timeout = TimeSpan.FromSeconds(30) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", fleet.Hub.Server.AdminToken);
    }

    public SandboxFleet Fleet { get; }

    public SandboxCluster Cluster => Fleet.Hub;

    public SimulatedTimeProvider Time { get; }

    public HttpClient Http { get; }

    public static async Task<ServerFixture> StartAsync()
    {
        var time = new SimulatedTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return new ServerFixture(await SandboxFleet.StartAsync(new SandboxOptions { Members = [], UseTls = false, Time = time }), time);
    }

    public async Task<(int Code, JsonObject Body)> SendAsync(string method, string path, string? body = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Http.BaseAddress!, path));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        using var response = await Http.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }

    public Task<(int Code, JsonObject Body)> ApplyAsync(string path, string manager, string body, string query = "") =>
        SendAsync("PATCH", $"{path}?fieldManager={manager}{query}", body, "application/apply-patch+yaml");

    /// <summary>Waits until something holds; fails after 30 seconds.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Fleet.DisposeAsync();
    }
}
