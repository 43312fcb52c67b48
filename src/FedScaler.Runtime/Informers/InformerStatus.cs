namespace FedScaler.Runtime.Informers;

/// <summary>How far an informer's cache can be believed, at one moment.</summary>
/// <param name="Synced">The whole list was read at least once. Before that the cache is empty because nothing is known.</param>
/// <param name="Live">The server is being followed right now. Quiet is not dead: a watch without events stays live.</param>
/// <param name="LastContact">When the server last said anything: a list, an event, a bookmark, the acceptance of a watch.</param>
/// <param name="LastError">What went wrong last; null again once the server is followed.</param>
/// <param name="ResourceVersion">The last version that the cache has and every subscriber was told of; null before the first list.</param>
/// <param name="Suspicious">The last relist lost more than seems natural: act on nothing that is missing here.</param>
/// <param name="Rewinds">
/// How often the server came back with an older state (restored from a backup). A resourceVersion remembered from before
/// a rewind means nothing.
/// </param>
public sealed record InformerStatus(
    InformerPhase Phase,
    bool Synced,
    bool Live,
    DateTimeOffset? LastContact,
    string? LastError,
    string? ResourceVersion,
    bool Suspicious,
    int Rewinds)
{
    internal static readonly InformerStatus Initial = new(InformerPhase.Stopped, false, false, null, null, null, false, 0);
}
