namespace FedScaler.Demo.Report;

/// <summary>One member at an instant. Counts are replicas.</summary>
/// <param name="State">Active, Parked, Silent, Lent or Excluded.</param>
/// <param name="Min">minReplicas of its HPA; null where it has none, as with <paramref name="Max"/>.</param>
/// <param name="Fit">What its nodes hold in all; null when that is not known.</param>
public sealed record MemberSample(string Name, string State, int Runs, int Ready, int? Min, int? Max, int Wants, int? Fit, string Reason);
