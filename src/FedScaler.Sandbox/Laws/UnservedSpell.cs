namespace FedScaler.Sandbox.Laws;

/// <summary>A while in which demand went unserved though the fleet could have served more.</summary>
/// <param name="From">Its first sample.</param>
/// <param name="To">Its last sample.</param>
/// <param name="Worst">The most requests per second that went unserved.</param>
/// <param name="Left">The fewest replicas that could still have been added.</param>
public sealed record UnservedSpell(DateTimeOffset From, DateTimeOffset To, double Worst, long Left)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{From:MM-dd HH:mm:ss} to {To:MM-dd HH:mm:ss}: up to {Worst:0} requests/s unserved while {Left} more replicas were allowed and would have fitted";
}
