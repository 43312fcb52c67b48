using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.Storage;

/// <summary>All that a store held at one revision; shares the objects, which never change.</summary>
public sealed class StoreSnapshot
{
    internal StoreSnapshot(long revision, IReadOnlyDictionary<ResourceType, StoredObject[]> objects)
    {
        Revision = revision;
        Objects = objects;
    }

    public long Revision { get; }

    internal IReadOnlyDictionary<ResourceType, StoredObject[]> Objects { get; }
}
