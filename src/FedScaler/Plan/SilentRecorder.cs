using FedScaler.Runtime.Events;

namespace FedScaler.Plan;

/// <summary>Tells nobody: a plan leaves no trace.</summary>
internal sealed class SilentRecorder : IEventRecorder
{
    public void Record(EventTarget regarding, EventKind kind, string reason, string action, string note)
    {
    }
}
