using System.Diagnostics.Metrics;

namespace FedScaler.Benchmarks.Live;

/// <summary>Counts the service's reconciles by its own metric: what a machine's load changes least of all.</summary>
internal sealed class ReconcileCount : IDisposable
{
    private const string Instrument = "fedscaler.reconcile";

    private readonly MeterListener _listener = new();
    private long _count;

    public ReconcileCount()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name == Instrument) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, more, _, _) => Interlocked.Add(ref _count, more));
        _listener.Start();
    }

    public long Current => Interlocked.Read(ref _count);

    public void Dispose() => _listener.Dispose();
}
