using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;
using FedScaler.Controllers.Fleet.Karmada.Blind;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings;

/// <summary>What Karmada's status controllers put together of a workload's status in the clusters.</summary>
internal sealed class ReportedWorkloads(Informer<BindingRecord> bindings) : IReportedWorkloads
{
    /// <inheritdoc/>
    public WorkloadView? ReportOf(TargetRef target, string cluster) =>
        bindings.Get(KarmadaBindingName.Of(target)) is { } binding && WorkloadName.Of(binding.Target) == WorkloadName.Of(target) && binding.Reported.TryGetValue(cluster, out var reported)
            ? new WorkloadView("", "", reported.Replicas, reported.Ready, 0, "")
            : null;
}
