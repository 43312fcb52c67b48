using System.Text.Json.Serialization;
using FedScaler.Kube.Json;

namespace FedScaler.Kube.Models;

/// <summary>
/// meta/v1 ObjectMeta without managedFields. Collections are null where the object has none. Setters and not
/// <c>init</c>: source-generated deserialization would lose init defaults (dotnet/runtime#84484).
/// </summary>
public sealed class ObjectMeta
{
    public string Name { get; set; } = "";

    /// <summary>Prefix from which the server makes a name; only ever sent, with <see cref="Name"/> left out.</summary>
    public string? GenerateName { get; set; }

    /// <summary>Null for cluster-scoped objects.</summary>
    public string? Namespace { get; set; }

    /// <summary>Tells this object from a later one of the same name.</summary>
    public string? Uid { get; set; }

    /// <summary>Guards read-modify-write; opaque but for equality and, since Kubernetes 1.35 (KEP-5504), order.</summary>
    public string? ResourceVersion { get; set; }

    /// <summary>Counts changes of the spec; compared with status.observedGeneration.</summary>
    public long? Generation { get; set; }

    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? CreationTimestamp { get; set; }

    /// <summary>Set once the object is being deleted; it goes when its finalizers are gone.</summary>
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? DeletionTimestamp { get; set; }

    public Dictionary<string, string>? Labels { get; set; }

    public Dictionary<string, string>? Annotations { get; set; }

    public List<OwnerReference>? OwnerReferences { get; set; }

    public List<string>? Finalizers { get; set; }

    /// <summary>The key that addresses this object.</summary>
    [JsonIgnore]
    public ObjectKey Key => new(Namespace, Name);

    /// <summary>Whether the object is on its way out.</summary>
    [JsonIgnore]
    public bool IsDeleting => DeletionTimestamp is not null;

    /// <summary>The one owner that manages this object, or null.</summary>
    [JsonIgnore]
    public OwnerReference? Controller => OwnerReferences?.Find(static owner => owner.Controller == true);
}
