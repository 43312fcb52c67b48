using FedScaler.Benchmarks.Decoding;
using FedScaler.Benchmarks.Reporting;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Projections;
using FedScaler.Runtime.Informers;

namespace FedScaler.Benchmarks.Footprint;

/// <summary>What caches hold, as lines of the report.</summary>
internal static class FootprintFigures
{
    private static readonly int[] Fleet = [50_000, 100_000, 150_000];

    /// <summary>Whole pods are measured over fewer: a fleet of them would not fit everywhere.</summary>
    private static readonly int[] Few = [2_000, 4_000, 6_000];

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var whole = await CacheFootprint.OfPodsAsync(JsonDecoder<WholePod>.Of(WholePodJson.Default.WholePod), Identify, Few);
        var projected = await CacheFootprint.OfPodsAsync(PodProjection.Decoder, Identify, Fleet);
        return
        [
            new Figure(
                $"Held for a pod, {Fleet[^1]:#,0} of them in an informer", $"{Units.Bytes(projected.Whole)} ({Units.Bytes(projected.Slope)} for each further one)", "≤ 300 B",
                $"{Units.Ratio(whole.Slope / projected.Slope)} less than whole, a class for each part ({Units.Bytes(whole.Slope)})",
                "the name's text, the cache's node and slot, and the fields; labels, owner, requests and node names are shared"),
        ];
    }

    private static ObjectIdentity Identify(PodProjection pod) =>
        new(pod.Key, pod.Uid.ToString(), pod.ResourceVersion.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static ObjectIdentity Identify(WholePod pod) =>
        new(new ObjectKey(pod.Metadata!.Namespace, pod.Metadata.Name!), pod.Metadata.Uid!, pod.Metadata.ResourceVersion!);
}
