using System.ComponentModel;
using FedScaler.Api.Schema;
using FedScaler.Kube.Models;

namespace FedScaler.Api.ReplicaBindings;

/// <summary>The hub's record of replicas per cluster.</summary>
[Description("ReplicaBinding holds how many replicas of a workload each cluster runs.")]
public record ReplicaBinding
{
    public string ApiVersion { get; set; } = ApiResources.ApiVersion;

    public string Kind { get; set; } = "ReplicaBinding";

    public ObjectMeta Metadata { get; set => field = value ?? new(); } = new();

    [Description("Replicas in all, and per cluster.")]
    [RequiredField]
    public ReplicaBindingSpec Spec { get; set => field = value ?? new(); } = new();

    [Description("What the clusters run.")]
    public ReplicaBindingStatus? Status { get; set; }
}
