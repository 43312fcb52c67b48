using FedScaler.Controllers.ScaleIns;
using FedScaler.Kube.Client;

namespace FedScaler.Controllers;

/// <summary>What whoever writes to members remembers for the sake of ScaleIns: whether a write may yet land, and since when what a hold left behind is waited for.</summary>
internal sealed class HoldMemory(TimeProvider time)
{
    /// <summary>A write whose fate is not known may be carried out for as long as this (kube-apiserver, --request-timeout).</summary>
    public static readonly TimeSpan Doubt = TimeSpan.FromSeconds(60);

    /// <summary>Caches have this long to show what a ScaleIn wrote before it let go. What is not as it should be after that was left so.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private long? _doubtful;
    private long? _behind;

    /// <summary>A write to a member failed: unless it was refused, or never sent, it may land all the same. Any thread.</summary>
    public void NoteFailure(Exception error)
    {
        if (error is InvalidOperationException or KubeApiException { Code: < 500 }) return;
        lock (_gate) _doubtful = time.GetTimestamp();
    }

    /// <summary>What status.heldBy is to say in a round that writes to no member.</summary>
    /// <param name="told">What it says.</param>
    /// <param name="pending">Whether writes of our own have not come back yet.</param>
    public string? Confirm(FleetHold? hold, string? told, bool pending)
    {
        if (hold is null) return null;
        // Once confirmed nothing of ours is written: what is on its way then is the ScaleIn's.
        return hold.Uid == told || (!pending && !InDoubt) ? hold.Uid : null;
    }

    /// <summary>Whether to go on waiting after a hold ended, as what is seen may be of the time before.</summary>
    public bool Awaits(bool behind)
    {
        if (behind) return time.GetElapsedTime(_behind ??= time.GetTimestamp()) < Patience;
        _behind = null;
        return false;
    }

    private bool InDoubt
    {
        get
        {
            lock (_gate) return _doubtful is { } since && time.GetElapsedTime(since) < Doubt;
        }
    }
}
