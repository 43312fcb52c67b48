namespace FedScaler.Sandbox.Faults;

/// <summary>What becomes of a write.</summary>
public enum WriteFate
{
    /// <summary>It is carried out and answered.</summary>
    Proceed,

    /// <summary>The connection breaks before anything is stored.</summary>
    LoseRequest,

    /// <summary>It is stored, and the connection breaks before the answer.</summary>
    LoseAnswer,
}
