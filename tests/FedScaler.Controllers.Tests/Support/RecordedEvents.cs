using FedScaler.Runtime.Events;

namespace FedScaler.Controllers.Tests.Support;

/// <summary>Keeps events instead of writing them.</summary>
internal sealed class RecordedEvents : IEventRecorder
{
    public List<(string Kind, string Reason, string Note)> All { get; } = [];

    public void Record(EventTarget regarding, EventKind kind, string reason, string action, string note) => All.Add((regarding.Kind, reason, note));
}
