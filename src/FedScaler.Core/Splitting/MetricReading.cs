namespace FedScaler.Core.Splitting;

/// <summary>One of an HPA's current metrics beside its target, in one and the same unit (percent, or a quantity's smallest unit).</summary>
public readonly record struct MetricReading(Int128 Value, Int128 Target);
