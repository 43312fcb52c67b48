namespace FedScaler.Api.CronHpas;

/// <summary>What came of a transition, as <see cref="ScheduleHistoryEntry.Result"/> says it.</summary>
public static class ScheduleResults
{
    /// <summary>The target has what the rule asks for, or has it no longer where the rule ended.</summary>
    public const string Applied = "Applied";

    /// <summary>The target has less than the rule's floor: its own maximum stands in the way, and raiseMax is not set.</summary>
    public const string Clamped = "Clamped";

    /// <summary>Another rule in force outweighs it: a higher floor or count, a lower ceiling, or a floor above its ceiling.</summary>
    public const string Overridden = "Overridden";

    /// <summary>There was no target to act on.</summary>
    public const string TargetMissing = "TargetMissing";

    /// <summary>The target is paused: what the rule asks for is known, and written nowhere.</summary>
    public const string Paused = "Paused";

    /// <summary>A ScaleIn keeps the target as it is: what the rule asks for is known, and written nowhere before that is over.</summary>
    public const string Held = "Held";

    /// <summary>Nobody was there: a window began and ended again before this was seen.</summary>
    public const string Missed = "Missed";
}
