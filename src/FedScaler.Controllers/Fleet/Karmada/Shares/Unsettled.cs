using System.Collections.Concurrent;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Karmada.Shares;

/// <summary>Since when a member has not had what a Work says. Short, that is the way of things; long, something is wrong.</summary>
internal sealed class Unsettled(TimeProvider time, TimeSpan patience)
{
    private readonly ConcurrentDictionary<ObjectKey, (string Version, DateTimeOffset Since)> _since = new();

    /// <summary>Raised when one is found, with the member and how long to wait before it is looked at again.</summary>
    public event Action<string, TimeSpan>? Found;

    /// <summary>Whether it has not been so for long.</summary>
    public bool IsFresh(WorkRecord work)
    {
        var now = time.GetUtcNow();
        var found = (Version: SpecOf(work), Since: now);
        var known = _since.AddOrUpdate(work.Key, found, (_, before) => before.Version == found.Version ? before : found);
        if (known == found) Found?.Invoke(work.Member, patience);
        return now - known.Since < patience;
    }

    public void Settle(WorkRecord work) => _since.TryRemove(work.Key, out _);

    // Its resourceVersion moves with its status, too.
    private static string SpecOf(WorkRecord work) => $"{work.Uid}/{work.Generation}";
}
