using System.ComponentModel;
using FedScaler.Api.Schema;
using FedScaler.Api.Validation;
using FedScaler.Kube.Models;

namespace FedScaler.Api.ScaleIns;

/// <summary>Removal of named pods.</summary>
[Description("ScaleIn takes named pods out of a workload.")]
public sealed record ScaleIn
{
    public string ApiVersion { get; set; } = ApiResources.ApiVersion;

    public string Kind { get; set; } = "ScaleIn";

    public ObjectMeta Metadata { get; set => field = value ?? new(); } = new();

    [Description("Which pods, and how; cannot be changed.")]
    [RequiredField]
    [Cel("self == oldSelf", RuleMessages.ScaleInImmutable, Reason = "FieldValueForbidden")]
    public ScaleInSpec Spec { get; set => field = value ?? new(); } = new();

    [Description("How far it has come.")]
    public ScaleInStatus? Status { get; set; }
}
