using FedScaler.Runtime.Events;

namespace FedScaler.Benchmarks.Reconciling;

/// <summary>Takes events and drops them: writing them is off the path of a reconcile.</summary>
internal sealed class SilentRecorder : IEventRecorder
{
    public void Record(EventTarget regarding, EventKind kind, string reason, string action, string note)
    {
    }
}
