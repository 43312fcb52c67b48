using System.Text.Json.Nodes;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Workloads;

/// <summary>How far a rolling update may go over and under the wanted count.</summary>
internal readonly record struct RolloutBounds(int Surge, int Unavailable)
{
    /// <summary>Surge is rounded up and unavailable down; both 0 would never move, so then one may be unavailable (ResolveFenceposts).</summary>
    public static RolloutBounds Of(JsonNode? rollingUpdate, int replicas)
    {
        var surge = Resolve(rollingUpdate.At("maxSurge"), replicas, Math.Ceiling);
        var unavailable = Resolve(rollingUpdate.At("maxUnavailable"), replicas, Math.Floor);
        return new(surge, surge == 0 && unavailable == 0 ? 1 : unavailable);
    }

    /// <summary>An IntOrString; 25% where it is absent.</summary>
    public static int Resolve(JsonNode? value, int of, Func<double, double> round, string otherwise = "25%")
    {
        if (value.Number() is { } number) return (int)number;
        var text = value.Text() ?? otherwise;
        return int.TryParse(text.TrimEnd('%'), out var percent) ? (int)round(of * (percent / 100.0)) : 0;
    }
}
