using System.Diagnostics.Metrics;
using System.Net;
using FedScaler.Runtime.Health;
using FedScaler.Runtime.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FedScaler.Runtime.Tests.Health;

public sealed class FedScalerEndpointsTests : IAsyncLifetime
{
    private readonly HealthState _health = new();
    private readonly HttpClient _client = new();
    private WebApplication _app = null!;
    private PrometheusExposition _exposition = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddMetrics();
        _app = builder.Build();
        var factory = _app.Services.GetRequiredService<IMeterFactory>();
        _exposition = new PrometheusExposition([MetricNames.Meter], factory);
        new RuntimeMetrics(factory).Meter.CreateCounter<int>("fedscaler.test").Add(1);
        _app.MapFedScalerEndpoints(_health, _exposition);
        await _app.StartAsync();
        _client.BaseAddress = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _exposition.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Without_checks_all_is_well()
    {
        (await GetAsync("/healthz")).ShouldBe((HttpStatusCode.OK, "ok\n"));
        (await GetAsync("/readyz")).ShouldBe((HttpStatusCode.OK, "ok\n"));
    }

    [Fact]
    public async Task A_failing_check_is_named_with_what_is_wrong_and_leaves_the_other_kind_alone()
    {
        string? wrong = "not synced";
        _health.Add(HealthKind.Readiness, "hub", () => wrong);
        _health.Add(HealthKind.Readiness, "a-check", () => null);

        (await GetAsync("/readyz")).ShouldBe((HttpStatusCode.ServiceUnavailable, "[+]a-check ok\n[-]hub failed: not synced\nfailed\n"));
        (await GetAsync("/healthz")).Code.ShouldBe(HttpStatusCode.OK);
        wrong = null;
        (await GetAsync("/readyz")).ShouldBe((HttpStatusCode.OK, "[+]a-check ok\n[+]hub ok\nok\n"));
    }

    [Fact]
    public async Task A_check_that_breaks_fails_and_one_that_is_disposed_is_gone()
    {
        var registration = _health.Add(HealthKind.Liveness, "broken", () => throw new InvalidOperationException("oh"));
        (await GetAsync("/healthz")).ShouldBe((HttpStatusCode.ServiceUnavailable, "[-]broken failed: oh\nfailed\n"));
        Should.Throw<ArgumentException>(() => _health.Add(HealthKind.Liveness, "broken", () => null));
        registration.Dispose();
        (await GetAsync("/healthz")).Code.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Metrics_are_served_in_the_text_format()
    {
        using var response = await _client.GetAsync(new Uri("/metrics", UriKind.Relative));
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        (await response.Content.ReadAsStringAsync()).ShouldContain("fedscaler_test_total 1\n");
    }

    private async Task<(HttpStatusCode Code, string Text)> GetAsync(string path)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
