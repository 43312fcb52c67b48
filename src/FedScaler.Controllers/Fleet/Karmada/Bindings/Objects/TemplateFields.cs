using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

/// <summary>What is read of a workload on the hub: as of one in a member, and its marks.</summary>
internal sealed class TemplateFields
{
    public ObjectMeta? Metadata { get; set; }

    public WorkloadSpecFields? Spec { get; set; }
}
