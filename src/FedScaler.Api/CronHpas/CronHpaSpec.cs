using System.ComponentModel;
using FedScaler.Api.Common;
using FedScaler.Api.Schema;
using FedScaler.Api.Validation;

namespace FedScaler.Api.CronHpas;

/// <summary>What is scheduled, and when.</summary>
[Cel("!self.scaleTargetRef.apiVersion.startsWith('fedscaler.io/') || self.scaleTargetRef.kind != 'FedHPA' || !self.rules.exists(r, has(r.replicas))",
    RuleMessages.CountNeedsBinding, FieldPath = ".rules")]
[Cel("(self.scaleTargetRef.apiVersion.startsWith('fedscaler.io/') && self.scaleTargetRef.kind == 'FedHPA') || !self.rules.exists(r, has(r.minReplicas) || has(r.maxReplicas))",
    RuleMessages.BoundsNeedFedHpa, FieldPath = ".rules")]
public sealed record CronHpaSpec
{
    [Description("The FedHPA or ReplicaBinding of this namespace that the rules act on; on a Karmada control plane the FedHPA, or the workload itself.")]
    [RequiredField]
    [Cel("!self.apiVersion.startsWith('fedscaler.io/') || self.kind in ['FedHPA', 'ReplicaBinding']",
        RuleMessages.CronTarget)]
    public ScaleTargetRef ScaleTargetRef { get; set => field = value ?? new(); } = new();

    [Description("IANA time zone of the rules.")]
    [Defaulted, Text(64, MinLength = 1)]
    [Cel(RuleMessages.TimeZoneRule, RuleMessages.TimeZoneForm)]
    public string TimeZone { get; set => field = value ?? CronHpaDefaults.TimeZone; } = CronHpaDefaults.TimeZone;

    [Description("No rule acts while this is true.")]
    [Defaulted]
    public bool Suspend { get; set; }

    [Description("What happens when.")]
    [RequiredField, Items(100, Min = 1, Keys = ["name"])]
    public IReadOnlyList<ScheduleRule> Rules { get; set => field = value ?? []; } = [];

    [Description("Dates, or ranges of dates with a slash between, in the rule's zone, on which no rule starts.")]
    [Items(366), Text(21, Pattern = Patterns.DateOrRange, Message = PatternMessages.DateOrRange)]
    [Cel(RuleMessages.RangeRule, RuleMessages.RangeReversed, Each = true)]
    public IReadOnlyList<string> Exclude { get; set => field = value ?? []; } = [];

    [Description("How many entries status.history keeps.")]
    [Defaulted, Bounds(0, 100)]
    public int HistoryLimit { get; set; } = CronHpaDefaults.HistoryLimit;
}
