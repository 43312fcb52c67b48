using FedScaler.Benchmarks.Reporting;

namespace FedScaler.Benchmarks.Removing;

/// <summary>Whether a thousand named pods go, and what that costs, as a line of the report.</summary>
internal static class RemovalFigures
{
    /// <exception cref="InvalidOperationException">A wrong pod went, one was made, or a named one is left.</exception>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var fleet = await RemovalFleet.StartAsync();
        var removed = await fleet.RemoveHalfAsync();
        if (removed.Right != removed.Named || removed.Wrong > 0 || removed.Created > 0) throw new InvalidOperationException($"not exact: {removed}");
        return
        [
            new Figure(
                $"{removed.Named:#,0} named pods of {RemovalFleet.Clusters * RemovalFleet.PodsEach:#,0} taken out of a Deployment in {RemovalFleet.Clusters} clusters",
                $"{removed.Wrong} wrong deletions, {removed.Created} pods made; {(double)removed.Writes / removed.Named:0.00} writes per pod, {removed.Took.TotalSeconds:0} s of simulated time",
                "0 wrong", null,
                "each named pod is marked by one patch of its own; all else is a few writes a cluster, and the status on the hub"),
        ];
    }
}
