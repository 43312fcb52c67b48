using System.ComponentModel;
using FedScaler.Api.Common;
using FedScaler.Api.Schema;

namespace FedScaler.Api.ScaleIns;

/// <summary>How far it has come.</summary>
public sealed record ScaleInStatus
{
    [Description("Pending, Prepared, Committed, Completed, Refused, Failed or Aborted.")]
    public ScaleInPhase? Phase { get; set; }

    [Description("One entry per pod of the spec.")]
    [Items(500, Keys = ["cluster", "name"])]
    public IReadOnlyList<ScaleInPodStatus> Pods { get; set => field = value ?? []; } = [];

    [Description("One entry per member that holds one of the pods.")]
    [Items(500, Keys = ["name"])]
    public IReadOnlyList<ScaleInClusterStatus> Clusters { get; set => field = value ?? []; } = [];

    [Description("Ready; reason and message say what failed.")]
    [Items(32, Keys = ["type"])]
    public IReadOnlyList<Condition> Conditions { get; set => field = value ?? []; } = [];
}
