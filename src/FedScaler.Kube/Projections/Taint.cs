namespace FedScaler.Kube.Projections;

/// <summary>core/v1 Taint, as far as the scheduler asks.</summary>
/// <param name="Effect"><c>NoSchedule</c>, <c>PreferNoSchedule</c> or <c>NoExecute</c>.</param>
public sealed record Taint(string Key, string Value, string Effect);
