using FedScaler.Controllers.Fleet.Projections;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

/// <summary>A workload whatever version of its API it is named by.</summary>
internal readonly record struct WorkloadName(string Namespace, string Group, string Kind, string Name)
{
    public static WorkloadName Of(TargetRef target) => new(target.Namespace, HpaRecord.GroupOf(target.ApiVersion), target.Kind, target.Name);
}
