namespace FedScaler.Core.ScaleIn;

/// <summary>How far a removal has come.</summary>
public enum RemovalPhase
{
    /// <summary>Looking, holding and marking; all of it can be undone.</summary>
    Pending,

    /// <summary>Every cluster is ready; nothing has been committed anywhere.</summary>
    Prepared,

    /// <summary>Commits may have been written: from here only forward.</summary>
    Committed,

    /// <summary>All of the pods are gone, and all that was held is released.</summary>
    Completed,

    /// <summary>Nothing was written: it cannot be done as asked.</summary>
    Refused,

    /// <summary>The deadline came after a commit: some of the pods may be left.</summary>
    Failed,

    /// <summary>Given up before any commit, and undone.</summary>
    Aborted,
}
