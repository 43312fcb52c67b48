using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.ScaleIns;

/// <summary>Why a ScaleIn is being given up.</summary>
public sealed record ScaleInEnding
{
    [Description("The phase once all is put back: Aborted or Failed.")]
    public ScaleInPhase Phase { get; set; }

    [Description("Why, in one CamelCase word: DeadlineExceeded or Withdrawn.")]
    [RequiredField, Text(64)]
    public string Reason { get; set => field = value ?? ""; } = "";

    [Description("Why, in words.")]
    [Text(4096)]
    public string Message { get; set => field = value ?? ""; } = "";
}
