namespace FedScaler.Sandbox.Laws;

/// <summary>One breach of one law.</summary>
/// <param name="Time">The simulated instant.</param>
/// <param name="Cluster">Whose revision showed it.</param>
/// <param name="Revision">That API server's revision; the last one seen there when it was the passing of time that showed it.</param>
/// <param name="Law">The law's number.</param>
/// <param name="Subject">The FedHPA or object concerned, as namespace/name.</param>
/// <param name="Found">The number that was found.</param>
/// <param name="Allowed">The number that the law allows.</param>
/// <param name="Sentence">What happened, with the names and numbers, for people.</param>
public sealed record LawViolation(
    DateTimeOffset Time, string Cluster, long Revision, int Law, string Subject, long Found, long Allowed, string Sentence)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Time:yyyy-MM-dd HH:mm:ss} {Cluster}@{Revision}: law {Law}: {Subject}: {Sentence}";
}
