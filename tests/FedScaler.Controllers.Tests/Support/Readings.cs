using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace FedScaler.Controllers.Tests.Support;

/// <summary>What one meter measures from now on, by instrument and its tags' values.</summary>
internal sealed class Readings : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _values = new(StringComparer.Ordinal);

    public Readings(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == meter) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            _values.AddOrUpdate(NameOf(instrument, tags), value, (_, before) => instrument.IsObservable ? value : before + value));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => _values.AddOrUpdate(NameOf(instrument, tags), 1, static (_, count) => count + 1));
        _listener.Start();
    }

    /// <summary>A counter's sum, a gauge's value now, how often a histogram was recorded to; 0 where there is none.</summary>
    public long this[string name] => _values.GetValueOrDefault(name);

    public IEnumerable<string> Names => _values.Keys;

    /// <summary>Reads the gauges anew.</summary>
    public Readings Refresh()
    {
        _listener.RecordObservableInstruments();
        return this;
    }

    public void Dispose() => _listener.Dispose();

    private static string NameOf(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = instrument.Name;
        foreach (var (_, value) in tags) name += $" {value}";
        return name;
    }
}
