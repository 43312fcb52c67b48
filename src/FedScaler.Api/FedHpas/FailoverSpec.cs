using System.ComponentModel;
using FedScaler.Api.Schema;
using FedScaler.Core.Splitting;

namespace FedScaler.Api.FedHpas;

/// <summary>What becomes of the share of a silent member.</summary>
public sealed record FailoverSpec
{
    [Description("Reassign: after graceSeconds its share is lent to the others. Hold: it stays its own.")]
    [Defaulted]
    public FailoverMode Mode { get; set; } = FailoverMode.Reassign;

    [Description("Seconds for which a silent member keeps its share under Reassign.")]
    [Defaulted, Bounds(0)]
    public int GraceSeconds { get; set; } = FedHpaDefaults.GraceSeconds;
}
