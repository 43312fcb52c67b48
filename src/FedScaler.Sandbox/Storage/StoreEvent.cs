using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;

namespace FedScaler.Sandbox.Storage;

/// <summary>One stored revision of one object. <see cref="Object"/> is never changed after it was stored.</summary>
/// <param name="Revision">The store's revision, the same number as the object's resourceVersion; grows by one a write.</param>
/// <param name="Time">The simulated instant of the write.</param>
/// <param name="Object">The object after the write; for Deleted the last state, stamped with the deletion's version.</param>
/// <param name="Previous">The object before it; null for Added.</param>
public sealed record StoreEvent(
    long Revision, DateTimeOffset Time, WatchEventType Type, ResourceType Resource, ObjectKey Key, JsonObject Object, JsonObject? Previous);
