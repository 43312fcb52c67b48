namespace FedScaler.Api.FedHpas;

/// <summary>What becomes of the members' HPAs when the FedHPA goes.</summary>
public enum DeletionPolicy
{
    /// <summary>They stay as they are.</summary>
    Orphan,

    /// <summary>They go too.</summary>
    Delete,

    /// <summary>Those that were adopted are put back as they were; the others go.</summary>
    Restore,
}
