using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FedScaler.Runtime.Metrics;

/// <summary>
/// What the process itself takes, under the names that Prometheus' client libraries use
/// (https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics). Read at each scrape, and at no other time.
/// </summary>
internal sealed class ProcessMetrics
{
    public ProcessMetrics(Meter meter)
    {
        using var self = Process.GetCurrentProcess();
        var started = new DateTimeOffset(self.StartTime).ToUnixTimeMilliseconds() / 1000d;
        meter.CreateObservableCounter("process.cpu", static () => Environment.CpuUsage.TotalTime.TotalSeconds, "s", "Processor time, user and system.");
        meter.CreateObservableGauge("process.resident_memory", static () => Environment.WorkingSet, "By", "Physical memory held.");
        meter.CreateObservableGauge("process.start_time", () => started, "s", "When the process started, in seconds since 1970.");
        meter.CreateObservableCounter("dotnet.gc.collections", ObserveCollections, null, "Garbage collections, by generation.");
        meter.CreateObservableCounter("dotnet.gc.pause.time", static () => GC.GetTotalPauseDuration().TotalSeconds, "s", "Time for which garbage collections stopped all threads.");
        meter.CreateObservableGauge("dotnet.gc.heap.size", static () => GC.GetTotalMemory(forceFullCollection: false), "By", "Managed memory held, garbage included.");
        meter.CreateObservableGauge("dotnet.thread_pool.threads", static () => ThreadPool.ThreadCount, null, "Threads of the pool.");
        meter.CreateObservableGauge("dotnet.thread_pool.queue.items", static () => ThreadPool.PendingWorkItemCount, null, "Work that waits for a thread.");
    }

    private static IEnumerable<Measurement<long>> ObserveCollections()
    {
        for (var generation = 0; generation <= GC.MaxGeneration; generation++)
            yield return new Measurement<long>(GC.CollectionCount(generation), new KeyValuePair<string, object?>("generation", generation));
    }
}
