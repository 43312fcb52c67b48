namespace FedScaler.Runtime.Informers;

/// <summary>An informer of any type: what it follows and how far it has come.</summary>
public interface IInformer : ICacheProgress
{
    /// <summary>The API server's address.</summary>
    Uri Server { get; }

    /// <summary>Name of the cluster.</summary>
    string Cluster { get; }

    /// <summary>The one namespace followed, or null for all.</summary>
    string? Namespace { get; }

    string? LabelSelector { get; }

    string? FieldSelector { get; }

    /// <summary>How many objects the cache holds.</summary>
    int Count { get; }

    /// <summary>Completes when the first list is in the cache.</summary>
    Task WaitForSyncAsync(CancellationToken cancellationToken);

    /// <summary>Tries again at once where it is waiting out a failure: someone has just reached the server.</summary>
    void RetryNow();

    /// <summary>Ends an open watch as if the server had, and goes on from where it came to: it gives nothing and may hang.</summary>
    void RenewWatch();
}
