namespace FedScaler.Status;

/// <summary>Replicas from and to.</summary>
internal sealed record BoundsReport(int Min, int Max)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Min}–{Max}";
}
