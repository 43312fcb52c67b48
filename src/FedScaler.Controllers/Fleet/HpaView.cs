using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Core.Splitting;
using FedScaler.Kube.Client;
using FedScaler.Kube.Models;
using FedScaler.Kube.Projections;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet;

/// <summary>One HPA in one member. A fleet has many: what has a shorter form than its text is kept in that.</summary>
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
    HpaObservation Observation)
{
    private readonly ObjectUid _uid = new(Uid);
    private readonly ObjectVersion _resourceVersion = new(ResourceVersion);
    private readonly ReadOnlyMemory<byte> _spec = Spec is null ? default : RequestBody.From(Spec).Utf8;

    public string Uid
    {
        get => _uid.ToString();
        init => _uid = new ObjectUid(value);
    }

    public string ResourceVersion
    {
        get => _resourceVersion.ToString();
        init => _resourceVersion = new ObjectVersion(value);
    }

    /// <summary>Read anew each time: a tree of nodes takes ten times the room of its text.</summary>
    public JsonObject? Spec
    {
        get => _spec.IsEmpty ? null : (JsonObject?)JsonNode.Parse(_spec.Span);
        init => _spec = value is null ? default : RequestBody.From(value).Utf8;
    }

    /// <summary>Annotation <c>fedscaler.io/held-by</c>: uid of the ScaleIn that has changed its behavior and minimum for a while; null where none has.</summary>
    public string? HeldBy { get; init; }

    /// <summary>Metrics and behavior as the member's server has them; kept only for HPAs that are ours, and null where they are too long for that.</summary>
    public HpaSpecText? Text { get; init; }

    internal ObjectIdentity IdentityIn(string? ns) => new(new ObjectKey(ns, Name), _uid, _resourceVersion);
}
