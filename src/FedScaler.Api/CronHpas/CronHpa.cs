using System.ComponentModel;
using FedScaler.Api.Schema;
using FedScaler.Kube.Models;

namespace FedScaler.Api.CronHpas;

/// <summary>Scaling by the clock.</summary>
[Description("CronHPA sets floors, ceilings or counts of a FedHPA or ReplicaBinding by the clock.")]
public sealed record CronHpa
{
    public string ApiVersion { get; set; } = ApiResources.ApiVersion;

    public string Kind { get; set; } = "CronHPA";

    public ObjectMeta Metadata { get; set => field = value ?? new(); } = new();

    [Description("What is scheduled, and when.")]
    [RequiredField]
    public CronHpaSpec Spec { get; set => field = value ?? new(); } = new();

    [Description("The rules in force, and what comes next.")]
    public CronHpaStatus? Status { get; set; }
}
