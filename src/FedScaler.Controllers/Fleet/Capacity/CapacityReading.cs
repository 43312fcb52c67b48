using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Core.Capacity;
using FedScaler.Core.Quantities;
using FedScaler.Kube.Projections;
using Taint = FedScaler.Core.Capacity.Taint;

namespace FedScaler.Controllers.Fleet.Capacity;

/// <summary>From what the caches keep of nodes and pods to what Core counts with.</summary>
internal static class CapacityReading
{
    public static NodeCapacity Read(NodeProjection node) => new(node.Name)
    {
        Labels = node.Labels,
        Taints = [.. node.Taints.Select(static taint => new Taint(taint.Key, taint.Value, PodSpecReading.ParseEffect(taint.Effect)))],
        Ready = node.IsReady,
        Schedulable = !node.IsUnschedulable,
        Allocatable = ResourceVector.From(node.Allocatable.Select(static offer => KeyValuePair.Create(offer.Key, ReadQuantity(offer.Value)))),
    };

    /// <summary>Whether it offers the same: nodes report their health every few seconds, and most of that changes nothing here.</summary>
    public static bool OffersTheSame(NodeProjection node, NodeProjection other) =>
        node.IsReady == other.IsReady
        && node.IsUnschedulable == other.IsUnschedulable
        && node.Allocatable.Equals(other.Allocatable)
        && node.Taints.SequenceEqual(other.Taints)
        && node.Labels.Equals(other.Labels);

    public static ResourceVector Read(ResourceRequests requests) => ResourceVector.Of(
        requests.CpuMillis,
        requests.MemoryBytes,
        requests.GetValueOrDefault(ResourceNames.EphemeralStorage),
        [.. requests.Where(static request => IsExtended(request.Key)).Select(static request => new ResourceAmount(request.Key, request.Value))]);

    private static bool IsExtended(string name) => name is not (ResourceNames.Cpu or ResourceNames.Memory or ResourceNames.EphemeralStorage);

    // What cannot be read offers nothing: no pod is counted on it that may not fit.
    private static Quantity ReadQuantity(string text) => Quantity.TryParse(text, out var quantity) ? quantity : Quantity.Zero;
}
