using System.ComponentModel;
using FedScaler.Api.Schema;
using FedScaler.Kube.Models;

namespace FedScaler.Api.FedHpas;

/// <summary>Autoscaling of one application over the fleet.</summary>
[Description("FedHPA shares one application's minReplicas and maxReplicas out over the clusters of the fleet.")]
public sealed record FedHpa
{
    public string ApiVersion { get; set; } = ApiResources.ApiVersion;

    public string Kind { get; set; } = "FedHPA";

    public ObjectMeta Metadata { get; set => field = value ?? new(); } = new();

    [Description("What is scaled, and within which bounds.")]
    [RequiredField]
    public FedHpaSpec Spec { get; set => field = value ?? new(); } = new();

    [Description("The shares in force, and why.")]
    public FedHpaStatus? Status { get; set; }
}
