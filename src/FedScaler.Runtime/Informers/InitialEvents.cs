using FedScaler.Kube.Client;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;

namespace FedScaler.Runtime.Informers;

/// <summary>What a WatchList sends before it marks the end: what is there, and what happens to it meanwhile.</summary>
internal sealed class InitialEvents<T>(Func<T, ObjectIdentity> identify)
{
    private readonly Dictionary<ObjectKey, T> _items = [];

    public bool Done { get; private set; }

    public IReadOnlyCollection<T> Items => _items.Values;

    /// <summary>Returns whether this was the end.</summary>
    public bool Add(in WatchEvent<T> change)
    {
        if (change.Type == WatchEventType.Bookmark)
        {
            Done = change.InitialEventsEnd;
        }
        else if (change.Object is { } item)
        {
            var key = identify(item).Key;
            if (change.Type == WatchEventType.Deleted) _items.Remove(key);
            else _items[key] = item;
            ListLimits.Check(_items.Count, 1, null, null);
        }

        return Done;
    }
}
