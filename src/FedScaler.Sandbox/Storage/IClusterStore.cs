using System.Text.Json.Nodes;
using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.Storage;

/// <summary>
/// What one API server remembers: the seam between the HTTP front and the simulated controllers, which write here with the
/// same rules (resourceVersion, generation, finalizers, graceful deletion of pods) but without HTTP.
/// Objects handed out are the stored ones: read them, never change them; <see cref="Update"/> is given a fresh one.
/// </summary>
public interface IClusterStore
{
    /// <summary>The revision of the last write.</summary>
    long Revision { get; }

    JsonObject? Get(ResourceType resource, ObjectKey key);

    /// <summary>All objects of a type, of one namespace or (null) of all, ordered by namespace and name.</summary>
    IReadOnlyList<JsonObject> List(ResourceType resource, string? ns = null);

    /// <summary>Stores a new object (uid, creationTimestamp, resourceVersion and generation are filled in) and returns it.</summary>
    /// <exception cref="InvalidOperationException">One of that name is there.</exception>
    JsonObject Create(ResourceType resource, JsonObject value);

    /// <summary>
    /// Reads, changes and stores an object in one step. <paramref name="change"/> is given a copy of its own and returns
    /// whether it changed it; null comes back when there is no such object. An object without finalizers whose deletion
    /// has begun goes when its last finalizer does.
    /// </summary>
    /// <param name="origin">Who is said to have written; null for a simulated controller.</param>
    JsonObject? Update(ResourceType resource, ObjectKey key, Func<JsonObject, bool> change, WriteOrigin? origin = null);

    /// <summary>Removes an object at once, whatever its grace period; false when it was not there.</summary>
    bool Remove(ResourceType resource, ObjectKey key);

    /// <summary>Raised after each stored revision, in order, on the writer's thread and under the store's lock: be quick, do not write from it.</summary>
    event Action<StoreEvent>? Changed;
}
