using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.Common;

/// <summary>meta/v1 Condition.</summary>
public sealed record Condition
{
    public const string True = "True";
    public const string False = "False";
    public const string Unknown = "Unknown";

    [Description("What the condition is about, in CamelCase.")]
    [RequiredField, Text(316, MinLength = 1)]
    public string Type { get; set => field = value ?? ""; } = "";

    [Description("True, False or Unknown.")]
    [RequiredField, Text(7, Pattern = "^(True|False|Unknown)$")]
    public string Status { get; set => field = value ?? Unknown; } = Unknown;

    [Description("Generation of the spec that the condition was decided from.")]
    [Bounds(0, long.MaxValue)]
    public long? ObservedGeneration { get; set; }

    [Description("When the status last changed.")]
    [RequiredField]
    public DateTimeOffset LastTransitionTime { get; set; }

    [Description("Why, in one CamelCase word for programs.")]
    [RequiredField, Text(1024)]
    public string Reason { get; set => field = value ?? ""; } = "";

    [Description("Why, in words for people.")]
    [RequiredField, Text(32768)]
    public string Message { get; set => field = value ?? ""; } = "";
}
