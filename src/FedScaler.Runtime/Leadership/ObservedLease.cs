namespace FedScaler.Runtime.Leadership;

/// <summary>
/// Tells when a Lease may be taken. By this instance's own monotonic clock, from when it saw the record change last: the times
/// written in it are another machine's (client-go, tools/leaderelection, "clock skew"). Not safe for use from many threads.
/// </summary>
internal sealed class ObservedLease(TimeProvider time, TimeSpan duration)
{
    private LeaseRecord? _last;
    private bool _isMissing;
    private bool _isRewound;
    private bool _isKnown;
    private long _changedAt;
    private (string Uid, int Transitions) _highest = ("", -1);

    /// <summary>Who holds it as far as is known; empty for nobody.</summary>
    public string Holder => _isMissing ? "" : _last?.Holder ?? "";

    /// <summary>
    /// How long it has to be left alone yet. A released one is free at once. One that is gone is not: its holder makes it anew,
    /// and until then may still lead. Nor is one that went back to an older state, in which its holder is not to be seen.
    /// </summary>
    public TimeSpan Rest
    {
        get
        {
            if (!_isKnown) return duration;
            if (!_isMissing && !_isRewound && _last!.Holder.Length == 0) return TimeSpan.Zero;
            var rest = Wait - time.GetElapsedTime(_changedAt);
            return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
        }
    }

    // The Lease's own duration, not ours: instances may be configured differently while one is replaced by the other.
    private TimeSpan Wait => !_isMissing && !_isRewound && _last?.Duration is { } own ? own : Max(duration, _last?.Duration);

    /// <summary>What the next holder puts down: above all that was ever seen, though the Lease was restored to an older state.</summary>
    public int NextTransitions(LeaseRecord from) => (_highest.Uid == from.Uid ? Math.Max(_highest.Transitions, from.Transitions) : from.Transitions) + 1;

    /// <param name="record">What was just read or written; null: there is none.</param>
    public void Observe(LeaseRecord? record)
    {
        var isSame = _isKnown && (record is null ? _isMissing : !_isMissing && _last is not null && record.SaysTheSame(_last));
        if (!isSame) _changedAt = time.GetTimestamp();
        (_isKnown, _isMissing) = (true, record is null);
        if (record is null) return;
        _isRewound = record.Uid == _highest.Uid && record.Transitions < _highest.Transitions;
        if (!_isRewound) _highest = (record.Uid, record.Transitions);
        _last = record;
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan? other) => other > one ? other.Value : one;
}
