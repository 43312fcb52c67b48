using FedScaler.Api.ReplicaBindings;
using FedScaler.Kube.Client;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet;

/// <summary>
/// Where the hub's record of replicas per cluster lives. Controllers see every such record as a <see cref="ReplicaBinding"/>,
/// whatever objects of a federation's own it is made of. Each write returns the binding as it then stands, the same object
/// when there was nothing to write, and throws what <see cref="IKubeClient"/> throws: a conflict (409) where it is not as it was looked at.
/// </summary>
public interface IBindingStore
{
    /// <summary>Every binding, as the caches have it. Its metadata.generation moves on with every change of what its spec says: a change without that is of the status.</summary>
    IObjectCache<ReplicaBinding> Cache { get; }

    /// <summary>Under which key the binding of a target is, or would be.</summary>
    ObjectKey KeyOf(TargetRef target);

    /// <summary>What events about a binding are recorded on.</summary>
    EventTarget ObjectOf(ReplicaBinding binding);

    /// <summary>Reads it from the hub itself; null where there is none.</summary>
    Task<ReplicaBinding?> ReadAsync(ObjectKey key, CancellationToken cancellationToken);

    /// <summary>Lets the whole spec, replicas included, say what the members run.</summary>
    /// <param name="before">The binding as it stands; null where there is none yet.</param>
    /// <returns>Null where there is none and it is not ours to make.</returns>
    Task<ReplicaBinding?> FollowAsync(TargetRef target, IReadOnlyList<ClusterReplicas> clusters, ReplicaBinding? before, CancellationToken cancellationToken);

    /// <summary>Puts down what each member is to run.</summary>
    /// <param name="replicas">Null: the count stays the user's.</param>
    Task<ReplicaBinding> AssignAsync(ReplicaBinding binding, IReadOnlyList<ClusterReplicas> clusters, int? replicas, CancellationToken cancellationToken);

    Task<ReplicaBinding> WriteStatusAsync(ReplicaBinding binding, ReplicaBindingStatus status, CancellationToken cancellationToken);

    /// <summary>Sets the user's count, as the user would.</summary>
    /// <param name="resourceVersion">As it was read: refused with 409 where it has changed since.</param>
    Task SetReplicasAsync(ObjectKey key, int replicas, string resourceVersion, WriteOptions options, CancellationToken cancellationToken);
}
