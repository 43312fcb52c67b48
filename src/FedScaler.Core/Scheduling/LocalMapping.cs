namespace FedScaler.Core.Scheduling;

/// <summary>How a local time stands on the line of real time.</summary>
internal enum LocalKind
{
    /// <summary>It comes once.</summary>
    Once,

    /// <summary>The clocks jump over it.</summary>
    Skipped,

    /// <summary>The clocks go back, and it comes again.</summary>
    Repeated,
}

/// <summary>Where a local time falls; all in UTC ticks.</summary>
/// <param name="Kind">Once, never or twice.</param>
/// <param name="First">When it comes, first where it comes twice; where the gap ends when it does not come.</param>
/// <param name="Last">When it comes the last time; as First unless it comes twice.</param>
/// <param name="Before">The offset before the change of clocks; in force, where there is none.</param>
/// <param name="After">The offset after it.</param>
/// <param name="Change">When the clocks change; 0 for a time that comes once.</param>
internal readonly record struct LocalMapping(LocalKind Kind, long First, long Last, long Before, long After, long Change)
{
    /// <summary>The local time at which the skipped or repeated part begins, in ticks.</summary>
    public long PartStart => Change + Math.Min(Before, After);

    /// <summary>The local time at which it ends, exclusive, in ticks.</summary>
    public long PartEnd => Change + Math.Max(Before, After);
}
