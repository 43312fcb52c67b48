using FedScaler.Api.Common;
using FedScaler.Api.FedHpas;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Api.ScaleIns;

namespace FedScaler.Controllers.Fleet;

/// <summary>A workload by the same namespace, kind and name in every member; any kind with a scale subresource.</summary>
public readonly record struct TargetRef(string Namespace, string ApiVersion, string Kind, string Name)
{
    /// <summary>What an object names as its target: always in its own namespace.</summary>
    /// <param name="ns">Namespace of the object that refers to it.</param>
    public static TargetRef Of(string? ns, ScaleTargetRef reference) => new(ns ?? "", reference.ApiVersion, reference.Kind, reference.Name);

    /// <summary>The workload that a FedHPA scales.</summary>
    public static TargetRef Of(FedHpa resource) => Of(resource.Metadata.Namespace, resource.Spec.ScaleTargetRef);

    /// <summary>The workload that a binding is about.</summary>
    public static TargetRef Of(ReplicaBinding binding) => Of(binding.Metadata.Namespace, binding.Spec.ScaleTargetRef);

    /// <summary>The workload that a ScaleIn takes pods out of.</summary>
    public static TargetRef Of(ScaleIn resource) => Of(resource.Metadata.Namespace, resource.Spec.ScaleTargetRef);

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Namespace}/{Name}";
}
