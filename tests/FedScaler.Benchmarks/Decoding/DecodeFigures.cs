using FedScaler.Benchmarks.Reporting;
using FedScaler.Benchmarks.Running;

namespace FedScaler.Benchmarks.Decoding;

/// <summary>Decoding of pods, as lines of the report.</summary>
internal static class DecodeFigures
{
    public static IEnumerable<Figure> Measure()
    {
        var size = Units.Bytes(PodJson.Create().Length);
        _ = new PodDecodeBenchmarks();
        var run = BenchmarkRun.Of<PodDecodeBenchmarks>();
        var scan = run[nameof(PodDecodeBenchmarks.Scan)];
        var projected = run[nameof(PodDecodeBenchmarks.Projected)];
        var typed = run[nameof(PodDecodeBenchmarks.WholeTyped)];
        yield return Of($"Pod event of {size}, as the fleet reads it (PodProjection)", projected, scan, "the scan itself: every byte of the object has to be passed over");
        yield return Of("The same, whole, a class for each part", typed, scan, $"{Units.Ratio((double)typed.Bytes / projected.Bytes)} the bytes of the projection");
        var node = run[nameof(PodDecodeBenchmarks.WholeNode)];
        yield return Of("The same, whole, as JsonNode", node, scan, $"{Units.Ratio((double)node.Bytes / projected.Bytes)} the bytes of the projection");
    }

    private static Figure Of(string what, Timing timing, Timing scan, string bound) => new(
        what, $"{Units.Time(timing.Nanoseconds)}, {Units.Bytes(timing.Bytes)}", null,
        $"{Units.Ratio(timing.Nanoseconds / scan.Nanoseconds)} a scan for the object's end ({Units.Time(scan.Nanoseconds)})", bound);
}
