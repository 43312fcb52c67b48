using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.ScaleIns;

/// <summary>Why a ScaleIn cannot be done as asked.</summary>
public sealed record ScaleInRefusal
{
    [Description("Field of the ScaleIn, e.g. spec.pods[2].name.")]
    [RequiredField, Text(253)]
    public string Field { get; set => field = value ?? ""; } = "";

    [Description("Why, in one CamelCase word, e.g. RolloutInProgress.")]
    [RequiredField, Text(64)]
    public string Reason { get; set => field = value ?? ""; } = "";

    [Description("What is wrong.")]
    [Text(1024)]
    public string Message { get; set => field = value ?? ""; } = "";

    [Description("What would help.")]
    [Text(1024)]
    public string Mend { get; set => field = value ?? ""; } = "";
}
