using FedScaler.Api;
using FedScaler.Api.Json;
using FedScaler.Api.MemberClusters;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Json;
using FedScaler.Kube.Karmada;

namespace FedScaler.Status.Kinds;

/// <summary>Under which kinds a federation keeps members and counts on its hub.</summary>
internal sealed record HubKinds(FederationKind Federation, HubKind<MemberCluster> Members, HubKind<ReplicaBinding> Bindings)
{
    public static readonly HubKinds Direct = new(
        FederationKind.Direct,
        new(ApiResources.MemberClusters, JsonDecoder<MemberCluster>.Of(ApiJson.Default.MemberCluster)),
        new(ApiResources.ReplicaBindings, JsonDecoder<ReplicaBinding>.Of(ApiJson.Default.ReplicaBinding)));

    public static readonly HubKinds Karmada = new(
        FederationKind.Karmada,
        new(KarmadaResources.Clusters, new KarmadaClusterDecoder()),
        new(KarmadaResources.ResourceBindings, new KarmadaBindingDecoder()));

    public static HubKinds Of(FederationKind federation) => federation == FederationKind.Karmada ? Karmada : Direct;
}
