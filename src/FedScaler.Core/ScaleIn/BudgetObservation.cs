using System.Collections.Immutable;

namespace FedScaler.Core.ScaleIn;

/// <summary>A PodDisruptionBudget that selects pods of the workload.</summary>
/// <param name="Pods">Names of the pods that it selects.</param>
public sealed record BudgetObservation(string Name, int DisruptionsAllowed, ImmutableHashSet<string> Pods);
