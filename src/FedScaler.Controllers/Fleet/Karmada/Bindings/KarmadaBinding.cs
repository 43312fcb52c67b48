using FedScaler.Api.Common;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Placements;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings;

/// <summary>A ResourceBinding and the workload that it is about, as controllers see bindings.</summary>
internal sealed record KarmadaBinding : ReplicaBinding
{
    /// <summary>Between the versions of the two objects: a binding is as new as both of them.</summary>
    public const char Separator = '+';

    private KarmadaBinding(BindingRecord binding, TemplateRecord template, PlacementReading placement)
    {
        (Binding, Template, Policy) = (binding, template, placement);
        ApiVersion = KarmadaResources.ResourceBindings.ApiVersion;
        Kind = KarmadaResources.ResourceBindings.Kind;
        Metadata = new ObjectMeta
        {
            Name = binding.Key.Name,
            Namespace = binding.Key.Namespace,
            Uid = binding.Uid,
            ResourceVersion = $"{binding.ResourceVersion}{Separator}{template.ResourceVersion}",
            // Of what the user writes: the binding's own is counted up by Karmada all day long.
            Generation = template.Generation,
        };
        Spec = new ReplicaBindingSpec
        {
            ScaleTargetRef = new ScaleTargetRef { ApiVersion = binding.Target.ApiVersion, Kind = binding.Target.Kind, Name = binding.Target.Name },
            Replicas = UserCountOf(binding, template),
            Clusters = binding.Clusters,
            Placement = placement.Placement,
            Split = placement.Split,
        };
        Status = binding.Status;
    }

    public BindingRecord Binding { get; }

    public TemplateRecord Template { get; }

    /// <summary>What its placement comes to.</summary>
    public PlacementReading Policy { get; }

    /// <summary>What the user asks for, though the template may not say so yet.</summary>
    private static int UserCountOf(BindingRecord binding, TemplateRecord template) =>
        binding.Moved is { } moved && moved.Generation == template.Generation ? moved.Replicas : template.UserCount;

    /// <summary>Whether it says the same: made of the same versions, over the same clusters.</summary>
    public bool IsAs(KarmadaBinding other) =>
        ReferenceEquals(Binding, other.Binding) && ReferenceEquals(Template, other.Template) && Policy.IsAs(other.Policy);

    public static KarmadaBinding Of(BindingRecord binding, TemplateRecord template, PlacementReading placement) => new(binding, template, placement);
}
