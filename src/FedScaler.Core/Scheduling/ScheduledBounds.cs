using System.Collections.Immutable;

namespace FedScaler.Core.Scheduling;

/// <summary>The bounds that hold while some rules are in force, and how they came about.</summary>
/// <param name="Min">The least replicas; never above Max.</param>
/// <param name="Max">The most replicas.</param>
/// <param name="MinBy">schedule/rule of the floor that Min is; null for the target's own.</param>
/// <param name="MaxBy">schedule/rule of the ceiling that Max is; null for the target's own.</param>
/// <param name="Clamped">Floors that came to less than they asked for.</param>
/// <param name="FloorOverCeiling">Set where a floor was above the ceiling.</param>
public sealed record ScheduledBounds(
    int Min, int Max, string? MinBy, string? MaxBy, ImmutableArray<ClampedFloor> Clamped, FloorOverCeiling? FloorOverCeiling)
{
    /// <summary>What is not as a rule asked, in words.</summary>
    public IEnumerable<string> Remarks
    {
        get
        {
            foreach (var floor in Clamped)
                yield return $"{floor.Rule} asks for at least {floor.Asked}, which is above the maximum; it gets {floor.Got} (raiseMax would raise the maximum)";
            if (FloorOverCeiling is { } over)
                yield return $"the floor of {over.Floor} ({over.FloorBy ?? "minReplicas"}) wins over the ceiling of {over.Ceiling} ({over.CeilingBy ?? "maxReplicas"})";
        }
    }

    /// <summary>
    /// The highest floor and the lowest ceiling. A ceiling above the target's own maximum lifts it where its rule raises the
    /// maximum, and says nothing otherwise; between rules that raise it the lowest counts.
    /// </summary>
    /// <param name="minReplicas">The target's own minimum.</param>
    /// <param name="maxReplicas">The target's own maximum, no less than the minimum.</param>
    /// <param name="active">The rules in force; counts among them are passed over.</param>
    public static ScheduledBounds Of(int minReplicas, int maxReplicas, ImmutableArray<ScheduleWindow> active)
    {
        var (max, maxBy) = Ceiling(maxReplicas, active);
        var (min, minBy) = (minReplicas, (string?)null);
        var clamped = ImmutableArray.CreateBuilder<ClampedFloor>();
        foreach (var window in active)
        {
            if (window.Rule.Effect is not ScheduleEffect.Bounds { Floor: { } asked } bounds) continue;
            var got = Math.Min(asked, bounds.RaisesMax ? Math.Max(maxReplicas, bounds.Ceiling ?? asked) : maxReplicas);
            if (got < asked) clamped.Add(new ClampedFloor(window.Id, asked, got));
            if (got > min) (min, minBy) = (got, window.Id);
        }

        return min <= max
            ? new ScheduledBounds(min, max, minBy, maxBy, clamped.DrainToImmutable(), null)
            : new ScheduledBounds(min, min, minBy, minBy, clamped.DrainToImmutable(), new FloorOverCeiling(minBy, min, maxBy, max));
    }

    private static (int Max, string? By) Ceiling(int maxReplicas, ImmutableArray<ScheduleWindow> active)
    {
        (int Max, string? By)? raised = null;
        (int Max, string? By) lowered = (int.MaxValue, null);
        foreach (var window in active)
        {
            if (window.Rule.Effect is not ScheduleEffect.Bounds bounds) continue;
            if (bounds is { RaisesMax: true } && (bounds.Ceiling ?? bounds.Floor) is { } raise)
            {
                // A floor that raises the maximum never lowers it; a ceiling may.
                var max = bounds.Ceiling ?? Math.Max(maxReplicas, raise);
                if (raised is null || max < raised.Value.Max) raised = (max, max == maxReplicas ? null : window.Id);
            }
            else if (bounds.Ceiling < lowered.Max)
            {
                lowered = (bounds.Ceiling.Value, window.Id);
            }
        }

        var top = raised ?? (maxReplicas, null);
        return lowered.Max < top.Max ? lowered : top;
    }
}
