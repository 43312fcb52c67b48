using FedScaler.Api.ScaleIns;

namespace FedScaler.ScaleIns;

/// <summary>Why waiting for a ScaleIn came to its end.</summary>
internal enum WaitEnd
{
    /// <summary>The ScaleIn is over.</summary>
    Over,

    /// <summary>It was deleted before.</summary>
    Deleted,

    /// <summary>No service has looked at it.</summary>
    Unanswered,

    TimedOut,

    /// <summary>The user would not wait any longer.</summary>
    Interrupted,
}

/// <summary>A ScaleIn as it was last seen, and why no more was.</summary>
internal sealed record WaitOutcome(ScaleIn Last, WaitEnd End);
