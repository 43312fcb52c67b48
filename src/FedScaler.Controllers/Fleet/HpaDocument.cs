using System.Text.Json.Nodes;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.Fleet;

/// <summary>An HPA as we want it in a member.</summary>
/// <param name="Name">The HPA's name: the FedHPA's own, or that of the adopted one.</param>
/// <param name="Target">Gives the namespace as well.</param>
/// <param name="Metrics">autoscaling/v2 metrics, untouched; null for none.</param>
/// <param name="Behavior">autoscaling/v2 behavior, untouched; null for none.</param>
/// <param name="DocumentHash">Hash of metrics and behavior, kept in annotation <c>fedscaler.io/document</c>.</param>
/// <param name="Owner">namespace/name of the FedHPA, kept in annotation <c>fedscaler.io/owner</c>.</param>
/// <param name="AdoptedSpec">What is to be kept for Restore, as JSON; null when nothing was adopted.</param>
public sealed record HpaDocument(
    string Name, TargetRef Target, Share Share, JsonArray? Metrics, JsonObject? Behavior, string DocumentHash, string Owner, string? AdoptedSpec)
{
    /// <summary>The HPA as it was decided from: the apply is refused with 409 where it has changed since. Null: there was none.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary><see cref="HpaView.SpecHash"/> of the HPA as a hand in the member has left it; null where none is known to have been there.</summary>
    public string? AlteredSpec { get; init; }
}
