using System.Collections.Concurrent;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Hub;

/// <summary>
/// Workloads whose count Karmada's deploymentReplicasSyncer was seen to write, from what their members report. Whether it is switched on
/// is said by a flag of a program in another cluster, which nobody here can read. After a while it may have been switched off.
/// </summary>
internal sealed class SyncedCounts(TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<WorkloadName, (ITimer Timer, int From, int To)> _seen = new();

    /// <summary>It was seen to write one, or not for as long as is remembered.</summary>
    public event Action<WorkloadName>? Changed;

    /// <summary>What was there and what it wrote over that; null where nothing is remembered.</summary>
    public (int From, int To)? Find(TargetRef target) => _seen.TryGetValue(WorkloadName.Of(target), out var seen) ? (seen.From, seen.To) : null;

    public void Note(TargetRef target, int from, int to)
    {
        var name = WorkloadName.Of(target);
        var timer = time.CreateTimer(_ => Forget(name), null, Memory, Timeout.InfiniteTimeSpan);
        _seen.AddOrUpdate(name, static (_, now) => now, static (_, before, now) =>
        {
            before.Timer.Dispose();
            // What it wrote over first is what somebody asked for.
            return (now.timer, before.From, now.to);
        }, (timer, from, to));
        Changed?.Invoke(name);
    }

    public void Dispose()
    {
        foreach (var (timer, _, _) in _seen.Values) timer.Dispose();
    }

    private void Forget(WorkloadName name)
    {
        if (_seen.TryRemove(name, out var seen)) seen.Timer.Dispose();
        Changed?.Invoke(name);
    }
}
