using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.CronHpas;

/// <summary>A rule that is to start or end.</summary>
public sealed record ScheduleTransition
{
    [Description("When.")]
    [RequiredField]
    public DateTimeOffset Time { get; set; }

    [Description("Name of the rule.")]
    [RequiredField, Text(63)]
    public string Rule { get; set => field = value ?? ""; } = "";

    [Description("Start or End.")]
    [RequiredField]
    public TransitionEdge Edge { get; set; }
}
