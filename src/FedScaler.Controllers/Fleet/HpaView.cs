using System.Text.Json.Nodes;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.Fleet;

/// <summary>One HPA in one member.</summary>
/// <param name="Owner">Annotation <c>fedscaler.io/owner</c>: namespace/name of the FedHPA that writes it; null for a member's own.</param>
/// <param name="DocumentHash">Annotation <c>fedscaler.io/document</c>: hash of metrics and behavior as we last wrote them; null where we never did.</param>
/// <param name="SpecHash">Hash of metrics and behavior as the member's server has them, defaults included: tells a hand in the member.</param>
/// <param name="AdoptedSpec">Annotation <c>fedscaler.io/adopted-spec</c>: its spec as it was before we took it over, as JSON.</param>
/// <param name="Spec">The whole spec; kept only for HPAs that are not ours, so that adopting can keep it.</param>
/// <param name="Observation">Its status, as demand.</param>
public sealed record HpaView(
    string Name,
    string Uid,
    string ResourceVersion,
    int MinReplicas,
    int MaxReplicas,
    string? Owner,
    string? DocumentHash,
    string SpecHash,
    string? AdoptedSpec,
    JsonObject? Spec,
    HpaObservation Observation);
