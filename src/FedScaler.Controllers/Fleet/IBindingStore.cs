using FedScaler.Api.Common;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Kube.Client;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet;

/// <summary>
/// Where the hub's record of replicas per cluster lives. Controllers see every such record as a <see cref="ReplicaBinding"/>,
/// whatever objects of a federation's own it is made of: spec.replicas is the user's count, spec.clusters what members were told.
/// Each write returns the binding as it then stands, the same object when there was nothing to write, and throws what
/// <see cref="IKubeClient"/> throws: a conflict (409) where it is not as it was looked at.
/// </summary>
public interface IBindingStore
{
    /// <summary>Every binding, as the caches have it. Its metadata.generation moves on with every change of what its spec says: a change without that is of the status.</summary>
    IObjectCache<ReplicaBinding> Cache { get; }

    /// <summary>For whoever tells users of bindings.</summary>
    BindingWords Words { get; }

    /// <summary>Under which key the binding of a target is, or would be.</summary>
    ObjectKey KeyOf(TargetRef target);

    /// <summary>Which binding the reference of a CronHPA names.</summary>
    /// <param name="ns">The CronHPA's.</param>
    BindingReference Resolve(string? ns, ScaleTargetRef reference);

    /// <summary>How a CronHPA names this binding.</summary>
    ScaleTargetRef ReferenceTo(ReplicaBinding binding);

    /// <summary>How the user scales all of it, as a command.</summary>
    string ScaleCommand(ReplicaBinding binding);

    /// <summary>What events about a binding are recorded on.</summary>
    EventTarget ObjectOf(ReplicaBinding binding);

    /// <summary>Reads it from the hub itself; null where there is none.</summary>
    Task<ReplicaBinding?> ReadAsync(ObjectKey key, CancellationToken cancellationToken);

    /// <summary>Lets the whole spec, replicas included, say what the members run.</summary>
    /// <param name="members">Every member of the fleet.</param>
    /// <param name="before">The binding as it stands; null where there is none yet.</param>
    /// <returns>Null where there is none and it is not ours to make.</returns>
    Task<ReplicaBinding?> FollowAsync(TargetRef target, IReadOnlyList<MemberCount> members, ReplicaBinding? before, CancellationToken cancellationToken);

    /// <summary>Puts down what each member is to run.</summary>
    /// <param name="members">Every member of the fleet; those that take no part are assigned nothing.</param>
    /// <param name="replicas">The user's count from now on; null: it stays what it is.</param>
    /// <param name="isScheduled">A CronHPA's count is in force, and the user's waits until it ends.</param>
    Task<ReplicaBinding> AssignAsync(
        ReplicaBinding binding, IReadOnlyList<MemberCount> members, int? replicas, bool isScheduled, CancellationToken cancellationToken);

    Task<ReplicaBinding> WriteStatusAsync(ReplicaBinding binding, ReplicaBindingStatus status, CancellationToken cancellationToken);

    /// <summary>Sets the user's count, as the user would, after pods were taken out for good.</summary>
    /// <param name="takenOut">How many, by member.</param>
    /// <param name="resourceVersion">As it was read: refused with 409 where it has changed since.</param>
    Task SetReplicasAsync(
        ObjectKey key, int replicas, IReadOnlyDictionary<string, int> takenOut, string resourceVersion, WriteOptions options, CancellationToken cancellationToken);
}
