using FedScaler.Kube.Models;

namespace FedScaler.Runtime.Informers;

/// <summary>An informer of any type: what it follows and how far it has come.</summary>
public interface IInformer
{
    /// <summary>The API server's address.</summary>
    Uri Server { get; }

    /// <summary>Name of the cluster.</summary>
    string Cluster { get; }

    ResourceType Resource { get; }

    /// <summary>The one namespace followed, or null for all.</summary>
    string? Namespace { get; }

    string? LabelSelector { get; }

    string? FieldSelector { get; }

    InformerStatus Status { get; }

    /// <summary>How many objects the cache holds.</summary>
    int Count { get; }

    /// <summary>Raised after anything of <see cref="Status"/> but LastContact and ResourceVersion changed, on the informer's loop: enqueue,
    /// no more.</summary>
    event Action<InformerStatus>? StatusChanged;

    /// <summary>Completes when the first list is in the cache.</summary>
    Task WaitForSyncAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Whether the cache is at least as new as this version, so that what it says of the object includes the write that
    /// returned it. Versions are compared as numbers (KEP-5504) where both are numbers, else for equality.
    /// </summary>
    bool HasSeen(ObjectKey key, string resourceVersion);

    /// <summary>Notes a write; ask <see cref="HasSeen(WriteMark)"/> before acting on the object again.</summary>
    WriteMark Mark(ObjectKey key, string resourceVersion);

    /// <summary>As above; also true once the server was restored to a state from before the write.</summary>
    bool HasSeen(WriteMark mark);

    /// <summary>Tries again at once where it is waiting out a failure: someone has just reached the server.</summary>
    void RetryNow();

    /// <summary>Ends an open watch as if the server had, and goes on from where it came to: it gives nothing and may hang.</summary>
    void RenewWatch();
}
