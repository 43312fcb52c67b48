using FedScaler.Core.Capacity;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>What is kept of a node.</summary>
internal sealed record NodeRecord(NodeCapacity Capacity, string Uid, string ResourceVersion)
{
    public ObjectIdentity Identity => new(new ObjectKey(null, Capacity.Name), Uid, ResourceVersion);

    /// <summary>Whether it offers the same: nodes report their health every few seconds, and most of that changes nothing here.</summary>
    public bool OffersTheSameAs(NodeRecord other)
    {
        var (mine, theirs) = (Capacity, other.Capacity);
        return mine.Ready == theirs.Ready
            && mine.Schedulable == theirs.Schedulable
            && mine.Allocatable == theirs.Allocatable
            && mine.Taints.SequenceEqual(theirs.Taints)
            && mine.Labels.Count == theirs.Labels.Count
            && mine.Labels.All(label => theirs.Labels.TryGetValue(label.Key, out var value) && value == label.Value);
    }
}
