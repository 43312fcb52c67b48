using System.Diagnostics;
using System.Diagnostics.Metrics;
using FedScaler.Runtime.Metrics;
using FedScaler.Runtime.Queues;
using FedScaler.Runtime.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Runtime.Tests.Metrics;

public sealed class PrometheusExpositionTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly IMeterFactory _factory;
    private readonly PrometheusExposition _exposition;

    public PrometheusExpositionTests()
    {
        _factory = _services.GetRequiredService<IMeterFactory>();
        _exposition = new PrometheusExposition([MetricNames.Meter], _factory);
    }

    public void Dispose()
    {
        _exposition.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task Every_kind_of_instrument_is_written_as_Prometheus_has_it()
    {
        var meter = _factory.Create(new MeterOptions(MetricNames.Meter));
        var counter = meter.CreateCounter<long>("fedscaler.moves", null, "Moves of room.\nAll \\ of them.");
        counter.Add(0, new KeyValuePair<string, object?>("cluster", "idle"));
        counter.Add(2, new("cluster", "a\"b\\c\nd"), new("kind", "max"));
        counter.Add(3, new("kind", "max"), new("cluster", "a\"b\\c\nd"));
        var open = meter.CreateUpDownCounter<int>("fedscaler.connections", null, "Connections open.");
        open.Add(5);
        open.Add(-2);
        meter.CreateObservableGauge("fedscaler.memory.size", () => 1.5, "By", "Memory held.");
        meter.CreateObservableCounter("fedscaler.cpu.time", () => 12.25, "s", "Processor time.");
        var duration = meter.CreateHistogram("fedscaler.wait", "s", "Waits.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var seconds in (double[])[0.05, 0.1, 0.5, 7]) duration.Record(seconds, new KeyValuePair<string, object?>("controller", "fedhpa"));

        (await TextAsync()).ShouldBe("""
            # HELP fedscaler_connections Connections open.
            # TYPE fedscaler_connections gauge
            fedscaler_connections 3
            # HELP fedscaler_cpu_time_seconds_total Processor time.
            # TYPE fedscaler_cpu_time_seconds_total counter
            fedscaler_cpu_time_seconds_total 12.25
            # HELP fedscaler_memory_size_bytes Memory held.
            # TYPE fedscaler_memory_size_bytes gauge
            fedscaler_memory_size_bytes 1.5
            # HELP fedscaler_moves_total Moves of room.\nAll \\ of them.
            # TYPE fedscaler_moves_total counter
            fedscaler_moves_total{cluster="a\"b\\c\nd",kind="max"} 5
            fedscaler_moves_total{cluster="idle"} 0
            # HELP fedscaler_wait_seconds Waits.
            # TYPE fedscaler_wait_seconds histogram
            fedscaler_wait_seconds_bucket{controller="fedhpa",le="0.1"} 2
            fedscaler_wait_seconds_bucket{controller="fedhpa",le="1"} 3
            fedscaler_wait_seconds_bucket{controller="fedhpa",le="+Inf"} 4
            fedscaler_wait_seconds_sum{controller="fedhpa"} 7.65
            fedscaler_wait_seconds_count{controller="fedhpa"} 4

            """, StringCompareShould.IgnoreLineEndings);
    }

    [Fact]
    public async Task What_is_no_longer_observed_is_no_longer_written_and_an_observed_counter_does_not_add_up()
    {
        var meter = _factory.Create(new MeterOptions(MetricNames.Meter));
        var clusters = new List<string> { "a", "b" };
        meter.CreateObservableCounter("fedscaler.seen", () => clusters.Select(c => new Measurement<long>(7, new KeyValuePair<string, object?>("cluster", c))), null, "Seen.");
        (await TextAsync()).ShouldContain("""fedscaler_seen_total{cluster="b"} 7""");

        clusters.Remove("b");
        var text = await TextAsync();
        text.ShouldContain("""fedscaler_seen_total{cluster="a"} 7""");
        text.ShouldNotContain("\"b\"");
    }

    [Fact]
    public async Task What_is_forgotten_is_gone_and_counts_from_zero_when_it_comes_back()
    {
        var meter = _factory.Create(new MeterOptions(MetricNames.Meter));
        var counter = meter.CreateCounter<long>("fedscaler.requests", null, "Requests.");
        var duration = meter.CreateHistogram<double>("fedscaler.wait", "s", "Waits.");
        foreach (var cluster in (string[])["a", "b"])
        {
            counter.Add(5, new("verb", "get"), new("cluster", cluster));
            duration.Record(1, new KeyValuePair<string, object?>("cluster", cluster));
        }

        _exposition.Forget("cluster", "b");

        var text = await TextAsync();
        text.ShouldContain("fedscaler_requests_total{cluster=\"a\",verb=\"get\"} 5");
        text.ShouldNotContain("\"b\"");
        counter.Add(1, new("verb", "get"), new("cluster", "b"));
        (await TextAsync()).ShouldContain("fedscaler_requests_total{cluster=\"b\",verb=\"get\"} 1");
    }

    [Fact]
    public async Task Other_meters_and_other_services_in_the_process_are_left_out()
    {
        using var other = new Meter("Other");
        other.CreateCounter<int>("other.things").Add(1);
        using var namesake = new Meter(MetricNames.Meter);
        namesake.CreateCounter<int>("fedscaler.things").Add(1);
        (await TextAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Recording_into_a_series_that_is_there_allocates_nothing()
    {
        var counter = _factory.Create(new MeterOptions(MetricNames.Meter)).CreateCounter<long>("fedscaler.hot");
        var tag = new KeyValuePair<string, object?>("cluster", "a");
        counter.Add(1, tag);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) counter.Add(1, tag);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        (await TextAsync()).ShouldContain("fedscaler_hot_total{cluster=\"a\"} 1001");
    }

    [Fact]
    public async Task The_machinery_measures_itself_and_its_series_start_at_zero()
    {
        var text = await MachineryAsync();
        text.ShouldContain("""fedscaler_informer_lists_total{cluster="idc-a",resource="widgets.test.io"} 1""");
        text.ShouldContain("""fedscaler_informer_failures_total{cluster="idc-a",resource="widgets.test.io"} 0""");
        text.ShouldContain("""fedscaler_informer_objects{cluster="idc-a",resource="widgets.test.io"} 1""");
        text.ShouldContain("""fedscaler_informer_live{cluster="idc-a",resource="widgets.test.io"} 1""");
        text.ShouldContain("""fedscaler_queue_adds_total{controller="fedhpa"} 1""");
        text.ShouldContain("""fedscaler_reconcile_total{controller="fedhpa",result="done"} 1""");
        text.ShouldContain("""fedscaler_reconcile_total{controller="fedhpa",result="error"} 0""");
        text.ShouldContain("""fedscaler_reconcile_duration_seconds_bucket{controller="fedhpa",le="+Inf"} 1""");
        text.ShouldContain("""fedscaler_queue_depth{controller="fedhpa"} 0""");
        text.ShouldContain("""fedscaler_api_requests_total{cluster="idc-a",code="2xx",verb="list"} 1""");
        text.ShouldContain("""fedscaler_api_requests_total{cluster="idc-a",code="410",verb="list"} 1""");
        text.ShouldContain("""fedscaler_api_requests_total{cluster="idc-a",code="2xx",verb="delete"} 0""");
        text.ShouldContain("""fedscaler_api_errors_total{cluster="idc-a",reason="refused"} 1""");
        text.ShouldContain("""fedscaler_api_errors_total{cluster="idc-a",reason="forbidden"} 0""");
        text.ShouldContain("""fedscaler_api_request_duration_seconds_count{cluster="idc-a",verb="list"} 2""");
        text.ShouldContain("""fedscaler_queue_duration_seconds_count{controller="fedhpa"} 1""");
        text.ShouldMatch("""process_cpu_seconds_total \d""");
        text.ShouldMatch("""fedscaler_informer_last_contact_timestamp_seconds\{cluster="idc-a",resource="widgets.test.io"\} \d+""");
    }

    [Fact]
    public async Task Promtool_finds_nothing_to_complain_about()
    {
        if (!OnPath("promtool")) Assert.Skip("promtool is not on PATH (Debian package prometheus)");
        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await promtool.StandardInput.WriteAsync(await MachineryAsync());
        promtool.StandardInput.Close();
        var said = await promtool.StandardOutput.ReadToEndAsync() + await promtool.StandardError.ReadToEndAsync();
        await promtool.WaitForExitAsync();
        said.ShouldBeEmpty();
        promtool.ExitCode.ShouldBe(0);
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>The exposition while an informer and a controller run.</summary>
    private async Task<string> MachineryAsync()
    {
        var metrics = new RuntimeMetrics(_factory);
        var server = new WidgetServer();
        server.Put("a");
        await using var client = new MeasuredKubeClient(server, "idc-a", metrics);
        server.RefuseList = _ => Refusals.Expired();
        await Should.ThrowAsync<Kube.Client.KubeApiException>(client.ListAsync(Widget.Type, null, new(), Widget.Options().Decoder, CancellationToken.None));
        server.RefuseList = _ => null;
        var informer = new Runtime.Informers.Informer<Widget>(client, Widget.Options(), TimeProvider.System, NullLogger.Instance, metrics);
        using var queue = new WorkQueue<string>(new WorkQueueOptions<string>("fedhpa"), TimeProvider.System, metrics);
        var controller = new Controller<string>(
            queue, (_, _) => Task.FromResult(ReconcileResult.Finished), new ControllerOptions(), TimeProvider.System, NullLogger.Instance, metrics);
        using var stop = new CancellationTokenSource();
        var runs = Task.WhenAll(informer.RunAsync(stop.Token), controller.RunAsync(stop.Token));
        queue.Add("shop/web");
        await Wait.UntilAsync(() => informer.Status.Live && server.OpenWatches == 1);
        await Wait.UntilAsync(() => queue.Counts.IsQuiet);

        var text = await TextAsync();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(runs);
        return text;
    }

    private async Task<string> TextAsync()
    {
        await using var writer = new StringWriter();
        await _exposition.WriteAsync(writer, CancellationToken.None);
        return writer.ToString();
    }
}
