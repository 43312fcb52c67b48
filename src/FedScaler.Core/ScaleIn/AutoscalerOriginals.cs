namespace FedScaler.Core.ScaleIn;

/// <summary>What an HPA had before it was held: enough to put it back.</summary>
/// <param name="Behavior">spec.behavior as JSON; null for none.</param>
public sealed record AutoscalerOriginals(string Name, int Min, string? Behavior, bool IsFederated)
{
    /// <summary>
    /// How long the HPA must be held after the commit. Without a behavior it goes back up to the highest recommendation of the
    /// last 5 minutes (stabilizeRecommendation in kubernetes pkg/controller/podautoscaler/horizontal.go), so a minute more than
    /// that; with one it goes up on present demand alone.
    /// </summary>
    public TimeSpan HoldAfterCommit => Behavior is null ? TimeSpan.FromSeconds(360) : TimeSpan.Zero;
}
