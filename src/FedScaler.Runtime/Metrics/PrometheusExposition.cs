using System.Diagnostics.Metrics;
using System.Text;

namespace FedScaler.Runtime.Metrics;

/// <summary>
/// Collects the measurements of some meters and writes them in Prometheus' text format 0.0.4. Make it before the meters'
/// users: what was measured earlier is not known.
/// </summary>
public sealed class PrometheusExposition : IMetricsExposition, IDisposable
{
    private readonly HashSet<string> _meters;
    private readonly IMeterFactory? _factory;
    private readonly MeterListener _listener = new();
    private readonly SortedDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <param name="meters">Names of the meters to collect.</param>
    /// <param name="factory">Only meters that this factory made; null takes every meter of those names in the process.</param>
    public PrometheusExposition(IEnumerable<string> meters, IMeterFactory? factory = null)
    {
        _meters = [.. meters];
        _factory = factory;
        _listener.InstrumentPublished = Publish;
        _listener.MeasurementsCompleted = (_, state) => Withdraw((MetricFamily?)state);
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<short>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<byte>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<decimal>(static (_, value, tags, state) => Record(state, (double)value, tags));
        _listener.Start();
    }

    public string ContentType => "text/plain; version=0.0.4; charset=utf-8";

    public async Task WriteAsync(TextWriter writer, CancellationToken cancellationToken) =>
        await writer.WriteAsync(Collect(), cancellationToken);

    /// <summary>Drops every series with this label: what it names is gone. Should it come back, its counters start at zero.</summary>
    public void Forget(string label, string value)
    {
        lock (_gate)
        {
            foreach (var family in _families.Values) family.Forget(label, value);
        }
    }

    public void Dispose() => _listener.Dispose();

    private static void Record(object? state, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        ((MetricFamily?)state)?.Record(value, tags);

    private void Publish(Instrument instrument, MeterListener listener)
    {
        if (!_meters.Contains(instrument.Meter.Name)) return;
        if (_factory is not null && !ReferenceEquals(instrument.Meter.Scope, _factory)) return;
        var kind = MetricKinds.Of(instrument);
        var name = PrometheusText.NameOf(instrument.Name, instrument.Unit, kind);
        MetricFamily? family;
        lock (_gate)
        {
            // Instruments of the same name share their family: a name may be declared only once in an exposition.
            if (!_families.TryGetValue(name, out family))
                _families[name] = family = new MetricFamily(name, instrument.Description ?? name, kind, MetricKinds.BucketsOf(instrument));
            family.Instruments++;
        }

        listener.EnableMeasurementEvents(instrument, family);
    }

    private void Withdraw(MetricFamily? family)
    {
        lock (_gate)
        {
            if (family is not null && --family.Instruments == 0) _families.Remove(family.Name);
        }
    }

    private StringBuilder Collect()
    {
        var text = new StringBuilder();
        lock (_gate)
        {
            // What is observed anew at each scrape is forgotten first, so that what is gone does not linger.
            foreach (var family in _families.Values) family.ForgetObserved();
            _listener.RecordObservableInstruments();
            foreach (var family in _families.Values) family.Write(text);
        }

        return text;
    }
}
