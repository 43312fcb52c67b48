namespace FedScaler.Api.Common;

/// <summary>Conditions as Kubernetes keeps them: one a type, with the time at which its status last changed.</summary>
public static class ConditionList
{
    /// <summary>The condition of a type, or null.</summary>
    public static Condition? Find(this IReadOnlyList<Condition> conditions, string type) =>
        conditions.FirstOrDefault(condition => condition.Type == type);

    /// <summary>
    /// What is now true, in its own order, in the place of what was true before: a type that is not told any more is gone.
    /// Where a status is the same as before, the time of its last transition stays (as meta.SetStatusCondition of
    /// apimachinery has it).
    /// </summary>
    /// <param name="now">With <see cref="Condition.LastTransitionTime"/> as it is if the status has just changed.</param>
    public static IReadOnlyList<Condition> Merge(this IReadOnlyList<Condition> before, IEnumerable<Condition> now) =>
    [
        .. now.Select(condition => before.Find(condition.Type) is { } known && known.Status == condition.Status
            ? condition with { LastTransitionTime = known.LastTransitionTime }
            : condition),
    ];
}
