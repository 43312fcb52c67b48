using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers;

/// <summary>Our last write of one object on the hub: nothing is acted on before the cache shows it.</summary>
internal sealed class OwnWrite(TimeProvider time)
{
    /// <summary>A cache that does not bring our own write back within this is looked at all the same.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private (WriteMark Mark, long At)? _open;
    private volatile bool _awaited;

    /// <summary>Whether somebody was turned away until the cache has it: then its coming is news. Safe for any thread.</summary>
    public bool IsAwaited => _awaited;

    /// <param name="cache">Follows the objects of this kind.</param>
    /// <param name="written">What the hub answered.</param>
    public void Note(ICacheProgress cache, ObjectMeta written)
    {
        if (written.ResourceVersion is not { } version || cache.HasSeen(written.Key, version)) return;
        _open = (cache.Mark(written.Key, version), time.GetTimestamp());
    }

    /// <summary>Whether the cache has it, or has been waited for long enough.</summary>
    public bool IsSeen(ICacheProgress cache)
    {
        if (_open is not { } write) return true;
        // Before the cache is asked: what comes right after that finds it.
        _awaited = true;
        if (!cache.HasSeen(write.Mark) && time.GetElapsedTime(write.At) < Patience) return false;
        _awaited = false;
        _open = null;
        return true;
    }
}
