using FedScaler.Kube.Models;

namespace FedScaler.Runtime.Informers;

/// <summary>How far a cache of objects of one kind has come.</summary>
public interface ICacheProgress
{
    ResourceType Resource { get; }

    InformerStatus Status { get; }

    /// <summary>Raised after anything of <see cref="Status"/> but LastContact and ResourceVersion changed, on the informer's loop: enqueue,
    /// no more.</summary>
    event Action<InformerStatus>? StatusChanged;

    /// <summary>
    /// Whether the cache is at least as new as this version, so that what it says of the object includes the write that
    /// returned it. Versions are compared as numbers (KEP-5504) where both are numbers, else for equality.
    /// </summary>
    bool HasSeen(ObjectKey key, string resourceVersion);

    /// <summary>Notes a write; ask <see cref="HasSeen(WriteMark)"/> before acting on the object again.</summary>
    WriteMark Mark(ObjectKey key, string resourceVersion);

    /// <summary>As above; also true once the server was restored to a state from before the write.</summary>
    bool HasSeen(WriteMark mark);
}
