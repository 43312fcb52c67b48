using FedScaler.Controllers.ScaleIns;

namespace FedScaler.Controllers;

/// <summary>What whoever writes to members remembers for the sake of ScaleIns: whether a write may yet land, and since when what a hold left behind is waited for.</summary>
internal sealed class HoldMemory(TimeProvider time)
{
    /// <summary>A write whose fate is not known may be carried out for as long as this (kube-apiserver, --request-timeout).</summary>
    public static readonly TimeSpan Doubt = TimeSpan.FromSeconds(60);

    /// <summary>Caches have this long to show what a ScaleIn wrote before it let go. What is not as it should be after that was left so.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private long? _doubtful;
    private long? _behind;

    /// <summary>A write to a member failed, and may land all the same.</summary>
    public void NoteDoubt() => _doubtful = time.GetTimestamp();

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

    private bool InDoubt => _doubtful is { } since && time.GetElapsedTime(since) < Doubt;
}
