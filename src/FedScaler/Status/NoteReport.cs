namespace FedScaler.Status;

/// <summary>A condition that is not as it is when all is well.</summary>
internal sealed record NoteReport(string Type, string Reason, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Type} ({Reason}): {Message}";
}
