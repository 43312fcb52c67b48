namespace FedScaler.Runtime.Informers;

/// <summary>
/// One change of a cache, told after the cache has it. An object replaced by another of the same name is told as Deleted
/// and then Added.
/// </summary>
/// <param name="Old">What was there; null for Added.</param>
/// <param name="New">What is there now; null for Deleted.</param>
public readonly record struct InformerChange<T>(InformerChangeKind Kind, T? Old, T? New)
    where T : class
{
    /// <summary>The object that it is about, in the newest state known.</summary>
    public T Object => New ?? Old ?? throw new InvalidOperationException("a change without an object");
}
