using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using FedScaler.Controllers.Brakes;
using FedScaler.Controllers.Tests.Fleet.Support;
using FedScaler.Controllers.Tests.Support;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Controllers.Tests.Brakes;

public sealed class ServiceBrakeTests : IDisposable
{
    private static readonly ObjectKey Key = new("fedscaler-system", "fedscaler");

    private readonly ScriptedCluster _hub = new("hub");
    private readonly Meter _meter = new("brake");
    private readonly RecordedEvents _events = new();
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(30), TimeProvider.System);
    private readonly Informer<ConfigMap> _informer;

    public ServiceBrakeTests()
    {
        var options = new InformerOptions<ConfigMap>(
            KnownResources.ConfigMaps, JsonDecoder<ConfigMap>.Of(KubeJsonContext.Default.ConfigMap),
            static map => ObjectIdentity.Of(map.Metadata));
        _informer = new Informer<ConfigMap>(new ScriptedClient(_hub), options, TimeProvider.System, NullLogger.Instance);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Before_the_hub_is_read_it_is_not_known_and_nothing_may_be_written()
    {
        using var brake = New();

        brake.State.Known.ShouldBeFalse();
        Should.Throw<InvalidOperationException>(brake.State.ThrowIfOn).Message.ShouldContain("not known yet");
    }

    [Fact]
    public void By_its_flag_it_is_on_from_the_first_moment()
    {
        using var brake = New(isFlagged: true);

        brake.State.ShouldBe(new BrakeState(true, "fedscaler run --paused"));
        Should.Throw<InvalidOperationException>(brake.State.ThrowIfOn).Message.ShouldContain("fedscaler run --paused");
        Gauge().ShouldBe(1);
    }

    [Fact]
    public async Task It_goes_on_and_off_with_the_key_and_tells_each_time()
    {
        using var brake = New();
        Put("other", "true");
        var running = _informer.RunAsync(_stop.Token);
        await UntilAsync(brake, static state => state is { Known: true, Reason: null });
        Gauge().ShouldBe(0);

        Put("fedscaler", "true");
        await UntilAsync(brake, static state => state.Reason is not null);
        Gauge().ShouldBe(1);

        Put("fedscaler", "false");
        await UntilAsync(brake, static state => state.Reason is null);
        brake.State.Refusal.ShouldBeNull();

        await _stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
        _events.All.Select(static told => (told.Kind, told.Reason)).ShouldBe([("ConfigMap", "Paused"), ("ConfigMap", "Resumed")]);
    }

    private ServiceBrake New(bool isFlagged = false) => new(_informer, Key, isFlagged, _events, _meter, NullLogger.Instance);

    private void Put(string name, string paused) => _hub.Put(
        "configmaps", (JsonObject)JsonNode.Parse($$"""{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "{{name}}", "namespace": "fedscaler-system"}, "data": {"paused": "{{paused}}"} }""")!);

    private async Task UntilAsync(ServiceBrake brake, Func<BrakeState, bool> reached)
    {
        while (!reached(brake.State)) await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, _stop.Token);
    }

    private int Gauge()
    {
        var value = -1;
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Meter == _meter) self.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<int>((_, measured, _, _) => value = measured);
        listener.Start();
        listener.RecordObservableInstruments();
        return value;
    }
}
