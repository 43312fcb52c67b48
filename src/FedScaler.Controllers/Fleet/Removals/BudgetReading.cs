using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Controllers.Fleet.Removals;

/// <summary>Reads policy/v1 PodDisruptionBudgets.</summary>
internal static class BudgetReading
{
    /// <summary>Those budgets that select any of the pods.</summary>
    public static ImmutableArray<BudgetObservation> Read(IEnumerable<JsonObject> budgets, IReadOnlyCollection<PodFields> pods) =>
    [
        .. from budget in budgets
           let selected = Selected(budget.At("spec", "selector"), pods)
           where !selected.IsEmpty
           select new BudgetObservation(budget.At("metadata", "name").Text() ?? "", Allowed(budget), selected),
    ];

    // An empty selector selects every pod of the namespace, an absent one none (policy/v1).
    private static ImmutableHashSet<string> Selected(JsonNode? selector, IReadOnlyCollection<PodFields> pods)
    {
        if (selector is not JsonObject) return [];
        var parsed = PodSelector.Read(selector.ToElement());
        return [.. pods.Where(pod => parsed.Text.Length == 0 || parsed.Matches(pod.Metadata.Labels ?? [])).Select(static pod => pod.Metadata.Name)];
    }

    // The eviction subresource refuses as well while the status lags behind the spec (registry/core/pod/storage/eviction.go).
    private static int Allowed(JsonObject budget) =>
        (budget.At("status", "observedGeneration").LongInteger() ?? 0) < (budget.At("metadata", "generation").LongInteger() ?? 0)
            ? 0
            : budget.At("status", "disruptionsAllowed").Integer() ?? 0;
}
