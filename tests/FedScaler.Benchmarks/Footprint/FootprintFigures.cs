using FedScaler.Benchmarks.Decoding;
using FedScaler.Benchmarks.Reporting;
using FedScaler.Controllers.Fleet.Capacity;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Benchmarks.Footprint;

/// <summary>What caches hold, as lines of the report.</summary>
internal static class FootprintFigures
{
    private static readonly int[] Fleet = [50_000, 100_000, 150_000];

    private static readonly int[] Hpas = [20_000, 40_000, 60_000];

    /// <summary>Whole pods are measured over fewer: a fleet of them would not fit everywhere.</summary>
    private static readonly int[] Few = [2_000, 4_000, 6_000];

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var whole = await CacheFootprint.OfAsync(PodJson.Create(), Pods(JsonDecoder<WholePod>.Of(WholePodJson.Default.WholePod), Identify), Few);
        var ledger = new MemberCapacity();
        var used = await CacheFootprint.OfAsync(
            PodJson.Create(), CapacityWatch.PodInformer, Fleet, informer => informer.Subscribe(ledger.Apply));
        var hpas = await CacheFootprint.OfAsync(
            HpaJson.Create(), new InformerOptions<HpaRecord>(KnownResources.HorizontalPodAutoscalers, new HpaDecoder(), static hpa => hpa.Identity), Hpas,
            static informer => informer.AddIndex("target", static hpa => hpa.TargetName));
        GC.KeepAlive(ledger);
        return
        [
            Held($"Held for a pod by the fleet: informer and capacity ledger, {Fleet[^1]:#,0} pods", used, "≤ 300 B", Times(whole, used),
                "the name's text, one dictionary's entry, and the fields; namespace, node, labels and requests are shared"),
            Held($"Held for a watched HPA by the fleet: informer and its index, {Hpas[^1]:#,0} HPAs", hpas, "≤ 600 B", null,
                "texts of name and owner, its metrics' readings, and an entry each in the informer and in its index; hashes, kind and namespace are shared"),
        ];
    }

    private static Figure Held(string what, CacheFootprint held, string goal, string? reference, string bound) =>
        new(what, $"{Units.Bytes(held.Whole)} ({Units.Bytes(held.Slope)} for each further one)", goal, reference, bound);

    private static string Times(CacheFootprint whole, CacheFootprint held) =>
        $"1/{Units.Whole(whole.Slope / held.Slope)} of a whole pod, a class for each part ({Units.Bytes(whole.Slope)})";

    private static InformerOptions<T> Pods<T>(JsonDecoder<T> decoder, Func<T, ObjectIdentity> identify) => new(KnownResources.Pods, decoder, identify);

    private static ObjectIdentity Identify(WholePod pod) =>
        new(new ObjectKey(pod.Metadata!.Namespace, pod.Metadata.Name!), pod.Metadata.Uid!, pod.Metadata.ResourceVersion!);
}
