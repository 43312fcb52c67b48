using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Propagation;

/// <summary>What differs between the bindings of namespaced templates and those of cluster-scoped ones.</summary>
internal sealed record BindingScope(ResourceType Resource, string IdLabel, string NameAnnotation, string? NamespaceAnnotation, string Finalizer)
{
    public static readonly BindingScope Namespaced = new(
        KarmadaResources.ResourceBindings, KarmadaKeys.BindingId, KarmadaKeys.BindingName, KarmadaKeys.BindingNamespace, KarmadaKeys.BindingFinalizer);

    public static readonly BindingScope Cluster = new(
        KarmadaResources.ClusterResourceBindings, KarmadaKeys.ClusterBindingId, KarmadaKeys.ClusterBindingName, null, KarmadaKeys.ClusterBindingFinalizer);

    public static BindingScope Of(ObjectKey template) => template.Namespace is null ? Cluster : Namespaced;

    /// <summary>The binding that a Work or a manifest says it was made for; null when it names none of this scope.</summary>
    public ObjectKey? BindingOf(JsonNode value)
    {
        if (ManifestMarks.AnnotationOf(value, NameAnnotation) is not { } name) return null;
        return new ObjectKey(NamespaceAnnotation is null ? null : ManifestMarks.AnnotationOf(value, NamespaceAnnotation), name);
    }

    /// <summary>Writes into a Work's or a manifest's metadata which binding it was made for.</summary>
    public void Name(JsonObject value, JsonObject binding)
    {
        ManifestMarks.Label(value, IdLabel, ManifestMarks.LabelOf(binding, IdLabel));
        ManifestMarks.Annotate(value, NameAnnotation, binding.Key().Name);
        if (NamespaceAnnotation is not null) ManifestMarks.Annotate(value, NamespaceAnnotation, binding.Key().Namespace);
    }
}
