using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>
/// What is kept of a pod. There may be a hundred thousand: what many share (namespace, node, labels, requests) is one object
/// for all of them, and the uid is kept as its 16 bytes.
/// </summary>
internal sealed class PodRecord
{
    private readonly Guid _uid;
    private readonly string? _otherUid;

    public PodRecord(string ns, string name, string uid, string resourceVersion)
    {
        (Namespace, Name, ResourceVersion) = (ns, name, resourceVersion);
        if (!Guid.TryParseExact(uid, "D", out _uid) || _uid.ToString() != uid) _otherUid = uid;
    }

    public string Namespace { get; }

    public string Name { get; }

    public string ResourceVersion { get; }

    public string Uid => _otherUid ?? _uid.ToString();

    public ObjectIdentity Identity => new(new ObjectKey(Namespace, Name), Uid, ResourceVersion);

    /// <summary>Null until the scheduler has placed it.</summary>
    public string? Node { get; init; }

    /// <summary>It has ended (Succeeded or Failed) and takes no room.</summary>
    public bool Ended { get; init; }

    /// <summary>Condition PodScheduled is False with reason Unschedulable.</summary>
    public bool Unschedulable { get; init; }

    public required PodShape Shape { get; init; }

    /// <summary>It takes a slot and its requests on a node.</summary>
    public bool TakesRoom => Node is not null && !Ended;
}
