using System.ComponentModel;
using FedScaler.Api.Common;
using FedScaler.Api.Schema;
using FedScaler.Api.Validation;

namespace FedScaler.Api.CronHpas;

/// <summary>
/// One thing that happens by the clock. With an end or a duration it is a window; without either it holds until the next
/// rule without an end fires.
/// </summary>
[Cel("!(has(self.end) && has(self.duration))", RuleMessages.EndAndDuration, FieldPath = ".duration")]
[Cel("has(self.replicas) != (has(self.minReplicas) || has(self.maxReplicas))",
    RuleMessages.RuleEffect, FieldPath = ".replicas")]
[Cel("!has(self.minReplicas) || !has(self.maxReplicas) || self.minReplicas <= self.maxReplicas",
    RuleMessages.MinAboveMax, FieldPath = ".minReplicas")]
[Cel("!self.raiseMax || has(self.minReplicas) || has(self.maxReplicas)", RuleMessages.RaiseMaxNeedsBounds, FieldPath = ".raiseMax")]
public sealed record ScheduleRule
{
    [Description("Name of the rule, unique in this CronHPA.")]
    [RequiredField, Text(63, MinLength = 1, Pattern = Patterns.DnsLabel, Message = PatternMessages.DnsLabel)]
    public string Name { get; set => field = value ?? ""; } = "";

    [Description("Cron expression of five fields, or @hourly to @yearly: when the rule starts.")]
    [RequiredField, Text(256, MinLength = 1)]
    [Cel(RuleMessages.CronRule, RuleMessages.CronForm)]
    public string Schedule { get; set => field = value ?? ""; } = "";

    [Description("Cron expression: when the window ends.")]
    [Text(256, MinLength = 1)]
    [Cel(RuleMessages.CronRule, RuleMessages.CronForm)]
    public string? End { get; set; }

    [Description("Length of the window, e.g. 2h30m.")]
    [Text(32, MinLength = 1, Pattern = Patterns.Duration, Message = PatternMessages.Duration)]
    [Cel(RuleMessages.LengthRule, PatternMessages.Duration)]
    [Cel(RuleMessages.LongerThanNothingRule, RuleMessages.LongerThanNothing)]
    public string? Duration { get; set; }

    [Description("How much earlier the rule acts, e.g. 10m.")]
    [Text(32, MinLength = 1, Pattern = Patterns.Duration, Message = PatternMessages.Duration)]
    [Cel(RuleMessages.LengthRule, PatternMessages.Duration)]
    public string? LeadTime { get; set; }

    [Description("A floor for the FedHPA's minReplicas; of windows that overlap the highest holds.")]
    [Bounds(0)]
    public int? MinReplicas { get; set; }

    [Description("A ceiling for the FedHPA's maxReplicas; of windows that overlap the lowest holds.")]
    [Bounds(1)]
    public int? MaxReplicas { get; set; }

    [Description("Whether the rule may raise the FedHPA's maxReplicas: to its own maxReplicas, or without one to its minReplicas.")]
    [Defaulted]
    public bool RaiseMax { get; set; }

    [Description("An exact count, for a ReplicaBinding.")]
    [Bounds(0)]
    public int? Replicas { get; set; }

    [Description("IANA time zone of this rule, in place of spec.timeZone.")]
    [Text(64, MinLength = 1)]
    [Cel(RuleMessages.TimeZoneRule, RuleMessages.TimeZoneForm)]
    public string? TimeZone { get; set; }

    [Description("This rule does not act while this is true.")]
    [Defaulted]
    public bool Suspend { get; set; }
}
