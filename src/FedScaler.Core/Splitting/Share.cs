namespace FedScaler.Core.Splitting;

/// <summary>The bounds that one member's HPA is given; 1 ≤ <paramref name="Min"/> ≤ <paramref name="Max"/>.</summary>
public readonly record struct Share(int Min, int Max);
