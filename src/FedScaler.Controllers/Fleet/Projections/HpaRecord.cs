using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>What is kept of an HPA.</summary>
/// <param name="TargetGroup">API group of its scaleTargetRef: the version there may be another than ours.</param>
internal sealed record HpaRecord(string? Namespace, string TargetGroup, string TargetKind, string TargetName, HpaView View)
{
    public ObjectKey Key => new(Namespace, View.Name);

    public ObjectIdentity Identity => View.IdentityIn(Namespace);

    public bool Targets(TargetRef target) =>
        TargetName == target.Name && TargetKind == target.Kind && TargetGroup == GroupOf(target.ApiVersion) && Namespace == target.Namespace;

    public static string GroupOf(string apiVersion) =>
        apiVersion.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? apiVersion[..slash] : "";
}
