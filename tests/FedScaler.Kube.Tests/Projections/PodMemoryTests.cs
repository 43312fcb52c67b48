using System.Text;
using FedScaler.Kube.Projections;

namespace FedScaler.Kube.Tests.Projections;

/// <summary>Measures the heap, so nothing else may run beside it.</summary>
[Collection(nameof(Alone))]
public sealed class PodMemoryTests
{
    [Fact]
    public void A_cached_pod_costs_no_more_than_three_hundred_bytes()
    {
        const int pods = 20_000;
        var kept = new PodProjection[pods];
        var texts = Enumerable.Range(0, pods).Select(static i => Encoding.UTF8.GetBytes(PodProjectionTests.Pod(i))).ToArray();
        PodProjectionTests.Decode(PodProjectionTests.Pod());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < pods; i++) kept[i] = PodProjectionTests.Decode(texts[i]);
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)pods;
        GC.KeepAlive(kept);
        GC.KeepAlive(texts);
        each.ShouldBeInRange(50, 300);
    }
}
