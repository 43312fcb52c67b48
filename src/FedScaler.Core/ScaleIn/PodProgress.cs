namespace FedScaler.Core.ScaleIn;

/// <summary>What became of a pod.</summary>
public enum PodState
{
    /// <summary>It was found, and its uid is the only one that will be touched.</summary>
    Bound,

    /// <summary>Its cluster has not been read yet.</summary>
    Unseen,

    /// <summary>It was gone, going, or another pod under its name, before anything was done.</summary>
    Gone,

    /// <summary>It is gone, or going for good, by this removal.</summary>
    Deleted,

    /// <summary>It was left.</summary>
    Remains,

    /// <summary>Dry run: it would go.</summary>
    WouldGo,
}

/// <summary>One named pod.</summary>
/// <param name="Uid">That it is bound by; null while unseen, and where no such pod was found.</param>
public sealed record PodProgress(string Name, string? Uid, PodState State)
{
    /// <summary>What became of it, in words.</summary>
    public string? Message { get; init; }

    /// <summary>Its deletion cost before it was marked, to put back if the removal is given up.</summary>
    public string? OriginalCost { get; init; }

    internal bool IsDone => State is PodState.Gone or PodState.Deleted;
}
