namespace FedScaler.Controllers.CronHpas;

/// <summary>Why a rule began or ended.</summary>
internal enum TransitionCause
{
    /// <summary>Its time had come.</summary>
    Clock,

    /// <summary>The CronHPA was created or changed in the middle of a window.</summary>
    Edit,

    /// <summary>A window of which nothing was seen: it came and went between two looks.</summary>
    Unseen,
}
