using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.CronHpas;

/// <summary>A rule in force.</summary>
public sealed record ActiveRule
{
    [Description("Name of the rule.")]
    [RequiredField, Text(63)]
    public string Rule { get; set => field = value ?? ""; } = "";

    [Description("Since when.")]
    public DateTimeOffset? Since { get; set; }

    [Description("Until when; absent where it holds until another rule fires.")]
    public DateTimeOffset? Until { get; set; }
}
