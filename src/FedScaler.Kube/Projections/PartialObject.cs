using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Kube.Projections;

/// <summary>An object of any kind without its spec and status: enough to know it, select it and find its owner.</summary>
public sealed class PartialObject
{
    public static readonly JsonDecoder<PartialObject> Decoder = new PartialObjectDecoder();

    /// <summary>Empty for cluster-scoped objects.</summary>
    public string Namespace { get; internal set; } = "";

    public string Name { get; internal set; } = "";

    public ObjectUid Uid { get; internal set; }

    /// <summary>As the server wrote it.</summary>
    public string ResourceVersion { get; internal set; } = "";

    public StringMap Labels { get; internal set; } = StringMap.Empty;

    public StringMap Annotations { get; internal set; } = StringMap.Empty;

    /// <summary>The owner that manages it, or null.</summary>
    public OwnerReference? Controller { get; internal set; }

    public ObjectKey Key => new(Namespace.Length == 0 ? null : Namespace, Name);
}
