namespace FedScaler.Controllers;

/// <summary>
/// The time after a start in which what has not been heard of yet is waited for, rather than taken for silent. Counted from
/// the first question, on the clock that nobody sets.
/// </summary>
internal sealed class FirstLook(TimeProvider time)
{
    /// <summary>As long as it takes to tell that a member is silent (DESIGN.md: 10 s).</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private long? _since;

    /// <summary>Whether it has been waited for long enough.</summary>
    public bool IsOver() => time.GetElapsedTime(_since ??= time.GetTimestamp()) >= Patience;
}
