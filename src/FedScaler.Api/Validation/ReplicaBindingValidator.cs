using FedScaler.Api.Json;
using FedScaler.Api.ReplicaBindings;

namespace FedScaler.Api.Validation;

/// <summary>What one ReplicaBinding can say wrong. That the clusters add up is the controller's to see to.</summary>
public static class ReplicaBindingValidator
{
    /// <summary>All that is wrong; empty when the spec can be acted on.</summary>
    public static IReadOnlyList<FieldError> Validate(ReplicaBindingSpec spec) =>
        SpecValidation.Validate(spec, ApiJson.Default.ReplicaBindingSpec, [.. WorkloadRules.Check(spec.ScaleTargetRef), .. PlacementRules.Check(spec.Placement, "spec.placement")]);
}
