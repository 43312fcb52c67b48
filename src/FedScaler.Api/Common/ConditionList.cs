namespace FedScaler.Api.Common;

/// <summary>Conditions as Kubernetes keeps them: one a type, with the time at which its status last changed.</summary>
public static class ConditionList
{
    /// <summary>The condition of a type, or null.</summary>
    public static Condition? Find(this IReadOnlyList<Condition> conditions, string type) =>
        conditions.FirstOrDefault(condition => condition.Type == type);

    /// <summary>
    /// The list with <paramref name="value"/> in the place of its like, ordered by type. Where the status is the same as
    /// before, the time of the last transition stays (as meta.SetStatusCondition of apimachinery has it).
    /// </summary>
    public static IReadOnlyList<Condition> Set(this IReadOnlyList<Condition> conditions, Condition value)
    {
        if (conditions.Find(value.Type) is { } before && before.Status == value.Status)
            value = value with { LastTransitionTime = before.LastTransitionTime };
        return [.. conditions.Where(condition => condition.Type != value.Type).Append(value).OrderBy(condition => condition.Type, StringComparer.Ordinal)];
    }
}
