using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;

namespace FedScaler.Sandbox.Storage;

/// <summary>One stored revision of one object. <see cref="Object"/> is never changed after it was stored.</summary>
/// <param name="Revision">The store's revision, the same number as the object's resourceVersion; grows by one a write.</param>
/// <param name="Time">The simulated instant of the write.</param>
/// <param name="Object">The object after the write; for Deleted the last state, stamped with the deletion's version.</param>
/// <param name="Previous">The object before it; null for Added.</param>
/// <param name="Origin">Who wrote over HTTP; null for a simulated controller's write.</param>
public sealed record StoreEvent(
    long Revision,
    DateTimeOffset Time,
    WatchEventType Type,
    ResourceType Resource,
    ObjectKey Key,
    JsonObject Object,
    JsonObject? Previous,
    WriteOrigin? Origin = null)
{
    /// <summary>What <see cref="Object"/> is kept in, so that all watches share its serialized bytes.</summary>
    internal StoredObject Stored { get; init; } = new(Object, Revision);

    internal StoredObject? StoredPrevious { get; init; }
}
