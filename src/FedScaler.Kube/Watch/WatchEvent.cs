namespace FedScaler.Kube.Watch;

/// <summary>What happened to an object.</summary>
public enum WatchEventType
{
    Added,
    Modified,
    Deleted,

    /// <summary>Nothing happened; the stream has come as far as <see cref="WatchEvent{T}.ResourceVersion"/>.</summary>
    Bookmark,
}

/// <summary>One line of a watch.</summary>
/// <param name="Object">The object after the event (before it, for Deleted); default for a bookmark.</param>
/// <param name="ResourceVersion">The object's version: where a new watch goes on from.</param>
/// <param name="InitialEventsEnd">A bookmark that ends the initial events of WatchList.</param>
public readonly record struct WatchEvent<T>(WatchEventType Type, T? Object, string ResourceVersion, bool InitialEventsEnd = false);
