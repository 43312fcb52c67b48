namespace FedScaler.Members.Check;

/// <summary>How one thing stands.</summary>
internal enum CheckResult
{
    Ok,

    /// <summary>Something optional is missing, or could not be looked at.</summary>
    Warning,

    /// <summary>Something that is needed is missing.</summary>
    Failed,
}
