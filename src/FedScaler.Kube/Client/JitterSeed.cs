namespace FedScaler.Kube.Client;

/// <summary>
/// What jitter is made from where a run is to be repeatable. Each part's jitter follows from the seed and the part's name
/// alone, never from who drew before whom: calls that run side by side draw in another order each time.
/// </summary>
public readonly record struct JitterSeed(int Value)
{
    /// <summary>The seed of one part. Not by string.GetHashCode, which differs from process to process.</summary>
    public JitterSeed For(string part) => new(part.Aggregate(Value, static (hash, letter) => unchecked((hash * 31) + letter)));

    /// <summary>A source that starts where the seed says.</summary>
    public Random ToRandom() => new(Value);
}
