using Perfolizer.Horology;

namespace FedScaler.Benchmarks.Running;

/// <summary>
/// Time that this process had a processor for, on all its threads: what figures "of a core" are about, and what others on a
/// loaded machine do not lengthen by making it wait.
/// </summary>
internal sealed class ProcessorClock : IClock
{
    public string Title => "processor time";

    public bool IsAvailable => true;

    public Frequency Frequency { get; } = new(TimeSpan.TicksPerSecond);

    public long GetTimestamp() => Environment.CpuUsage.TotalTime.Ticks;
}
