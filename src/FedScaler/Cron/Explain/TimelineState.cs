using System.Collections.Immutable;
using FedScaler.Api;
using FedScaler.Core.Scheduling;

namespace FedScaler.Cron.Explain;

/// <summary>What holds at an instant.</summary>
/// <param name="Notes">What gave way to what, in words.</param>
internal sealed record TimelineState(ImmutableArray<ScheduleWindow> Active, Reach Reach, IReadOnlyList<string> Notes)
{
    /// <summary>The rules in force, as <c>schedule/rule</c>.</summary>
    public IReadOnlyList<string> Rules => [.. Active.Select(static window => window.Id)];

    public static TimelineState Of(ImmutableArray<ScheduleWindow> active, ScheduledTarget target) =>
        target.Key.Kind == ApiResources.FedHpas.Kind ? OfBounds(active, target.Base) : new TimelineState(active, new Reach { Replicas = ScheduledCount.Of(active) ?? target.Base?.Replicas }, []);

    private static TimelineState OfBounds(ImmutableArray<ScheduleWindow> active, Reach? own)
    {
        // Without the FedHPA nothing stands in the rules' way, and its own bounds stay unsaid.
        var bounds = ScheduledBounds.Of(own?.MinReplicas ?? 0, own?.MaxReplicas ?? int.MaxValue, active);
        var reach = new Reach
        {
            MinReplicas = own is null && bounds.Min == 0 ? null : bounds.Min,
            MaxReplicas = bounds.Max == int.MaxValue ? null : bounds.Max,
        };
        return new TimelineState(active, reach, [.. bounds.Remarks]);
    }
}
