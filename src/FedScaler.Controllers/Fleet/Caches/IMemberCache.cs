using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Caches;

/// <summary>A cache of a member, whatever is in it.</summary>
internal interface IMemberCache : IAsyncDisposable
{
    IInformer Informer { get; }

    /// <summary>Raised when <see cref="WhyUnknown"/> may have changed, but for the mere passing of time.</summary>
    event Action? StatusChanged;

    /// <summary>Why what the cache says is not to be acted on, in words for the user; null when it is.</summary>
    /// <param name="maxAge">How long it may have lost its server.</param>
    string? WhyUnknown(TimeSpan maxAge);

    /// <summary>It believes that it follows the server, and has heard nothing since then: a watch that hangs half-open looks so.</summary>
    bool IsHungSince(DateTimeOffset instant);

    /// <summary>Opens a watch anew that has given nothing, not even a bookmark, for longer than the options say.</summary>
    void RenewIfQuiet();
}
