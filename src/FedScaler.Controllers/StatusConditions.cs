using FedScaler.Api.Common;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers;

/// <summary>Conditions as a status tells them.</summary>
internal static class StatusConditions
{
    /// <summary>With the time of the last transition where the status stays what it was.</summary>
    /// <param name="before">As they stand; null where there is no status yet.</param>
    /// <param name="generation">Of the spec that they were decided from.</param>
    public static IReadOnlyList<Condition> Tell(
        this IEnumerable<FleetCondition> now, IReadOnlyList<Condition>? before, long? generation, DateTimeOffset time) =>
        (before ?? []).Merge(now.Select(condition => new Condition
        {
            Type = condition.Type,
            Status = condition.Status ? Condition.True : Condition.False,
            Reason = condition.Reason,
            Message = condition.Message,
            ObservedGeneration = generation,
            LastTransitionTime = time.InWholeSeconds(),
        }));
}
