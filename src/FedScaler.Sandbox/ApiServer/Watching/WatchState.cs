using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.ApiServer.Watching;

/// <summary>An open watch as it stands: its client has been sent everything when <see cref="FlushedRevision"/> has reached <see cref="QueuedRevision"/>.</summary>
/// <param name="Namespace">Null for all namespaces.</param>
/// <param name="QueuedRevision">The last revision that matched this watch; 0 before the first.</param>
/// <param name="FlushedRevision">The last revision written to the connection.</param>
/// <param name="IsSilent">A fault keeps it from sending anything.</param>
public sealed record WatchState(
    ResourceType Resource,
    string? Namespace,
    string LabelSelector,
    string FieldSelector,
    string UserAgent,
    long QueuedRevision,
    long FlushedRevision,
    bool IsSilent)
{
    /// <summary>Nothing waits to be sent.</summary>
    public bool IsCaughtUp => FlushedRevision >= QueuedRevision;
}
