using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.CronHpas;

/// <summary>A transition that came to pass, and what was done about it.</summary>
public sealed record ScheduleHistoryEntry
{
    [Description("Name of the rule.")]
    [RequiredField, Text(63)]
    public string Rule { get; set => field = value ?? ""; } = "";

    [Description("Start or End.")]
    [RequiredField]
    public TransitionEdge Edge { get; set; }

    [Description("When it was due.")]
    [RequiredField]
    public DateTimeOffset ScheduledTime { get; set; }

    [Description("When it was acted on.")]
    public DateTimeOffset? AppliedTime { get; set; }

    [Description("What came of it: Applied, Clamped, Overridden, TargetMissing, Paused, Held or Missed.")]
    [RequiredField, Text(64)]
    public string Result { get; set => field = value ?? ""; } = "";

    [Description("What came of it, in words.")]
    [Text(1024)]
    public string? Message { get; set; }
}
