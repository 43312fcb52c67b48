using System.Collections.Immutable;

namespace FedScaler.Core.Scheduling;

/// <summary>The exact number of replicas that the rules in force ask for.</summary>
public static class ScheduledCount
{
    /// <summary>Windows beat the open-ended rule; of several windows the highest; null when no rule asks for a count.</summary>
    public static int? Of(ImmutableArray<ScheduleWindow> active)
    {
        int? windows = null, openEnded = null;
        foreach (var window in active)
        {
            if (window.Rule.Effect is not ScheduleEffect.Count(var replicas)) continue;
            if (window.Rule.End is null) openEnded = Math.Max(openEnded ?? 0, replicas);
            else windows = Math.Max(windows ?? 0, replicas);
        }

        return windows ?? openEnded;
    }
}
