namespace FedScaler.Core.Scheduling;

/// <summary>
/// Which of two open-ended rules holds: the one that fired later; of two at the same instant the one that asks for more, then,
/// so that every observer picks the same, the one whose name comes first.
/// </summary>
internal static class OpenEndedRank
{
    public static bool Beats(ScheduleWindow one, ScheduleWindow other)
    {
        var order = one.Since.CompareTo(other.Since);
        if (order == 0) order = Least(one.Rule.Effect).CompareTo(Least(other.Rule.Effect));
        if (order == 0) order = Most(one.Rule.Effect).CompareTo(Most(other.Rule.Effect));
        if (order == 0) order = string.CompareOrdinal(other.Schedule, one.Schedule);
        if (order == 0) order = string.CompareOrdinal(other.Rule.Name, one.Rule.Name);
        return order > 0;
    }

    private static int Least(ScheduleEffect effect) => effect switch
    {
        ScheduleEffect.Bounds bounds => bounds.Floor ?? 0,
        ScheduleEffect.Count count => count.Replicas,
        _ => 0,
    };

    private static int Most(ScheduleEffect effect) => effect switch
    {
        ScheduleEffect.Bounds bounds => bounds.Ceiling ?? int.MaxValue,
        ScheduleEffect.Count count => count.Replicas,
        _ => 0,
    };
}
