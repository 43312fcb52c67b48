using FedScaler.Api.Common;

namespace FedScaler.Api.Validation;

/// <summary>What a reference to a workload must name.</summary>
internal static class WorkloadRules
{
    public static IEnumerable<FieldError> Check(ScaleTargetRef target) =>
        target.Group == ApiResources.Group ? [new FieldError("spec.scaleTargetRef", RuleMessages.WorkloadTarget)] : [];
}
