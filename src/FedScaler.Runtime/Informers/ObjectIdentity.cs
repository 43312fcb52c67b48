using FedScaler.Kube.Models;
using FedScaler.Kube.Projections;

namespace FedScaler.Runtime.Informers;

/// <summary>Which object this is, and which state of it.</summary>
public readonly record struct ObjectIdentity(ObjectKey Key, ObjectUid Uid, ObjectVersion ResourceVersion)
{
    public ObjectIdentity(ObjectKey key, string uid, string resourceVersion)
        : this(key, new ObjectUid(uid), new ObjectVersion(resourceVersion))
    {
    }

    public static ObjectIdentity Of(ObjectMeta metadata) => new(metadata.Key, metadata.Uid ?? "", metadata.ResourceVersion ?? "");
}
