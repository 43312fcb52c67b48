using System.ComponentModel;
using FedScaler.Api.Common;
using FedScaler.Api.Schema;
using FedScaler.Api.Validation;

namespace FedScaler.Api.ScaleIns;

/// <summary>Which pods, and how.</summary>
public sealed record ScaleInSpec
{
    [Description("The workload that the pods belong to.")]
    [RequiredField]
    [Cel("(self.apiVersion == 'apps/v1' && self.kind in ['Deployment', 'StatefulSet']) || (self.apiVersion.startsWith('apps.kruise.io/') && self.kind in ['CloneSet', 'StatefulSet'])",
        RuleMessages.ScaleInTarget)]
    public ScaleTargetRef ScaleTargetRef { get; set => field = value ?? new(); } = new();

    [Description("The pods to take out.")]
    [RequiredField, Items(1000, Min = 1, Keys = ["cluster", "name"])]
    public IReadOnlyList<PodSelection> Pods { get; set => field = value ?? []; } = [];

    [Description("Shrink: the count goes down by as many. Cap: the maximum too. Replace: the count is kept, others take their place.")]
    [Defaulted]
    public ScaleInMode Mode { get; set; } = ScaleInMode.Shrink;

    [Description("Exact: these pods and no other, or nothing. BestEffort: others may go in their place.")]
    [Defaulted]
    public ScaleInGuarantee Guarantee { get; set; } = ScaleInGuarantee.Exact;

    [Description("Seconds after which what is not done is given up.")]
    [Defaulted, Bounds(1)]
    public int DeadlineSeconds { get; set; } = ScaleInDefaults.DeadlineSeconds;

    [Description("Only report what would happen.")]
    [Defaulted]
    public bool DryRun { get; set; }
}
