using FedScaler.Kube.Models;

namespace FedScaler.Api;

/// <summary>The kinds of group fedscaler.io, as clients address them.</summary>
public static class ApiResources
{
    public const string Group = "fedscaler.io";
    public const string Version = "v1alpha1";
    public const string ApiVersion = Group + "/" + Version;

    /// <summary>What logs and metrics call the hub, where a member has its own name.</summary>
    public const string HubName = "hub";

    public static readonly ResourceType MemberClusters = new(Group, Version, "memberclusters", "MemberCluster", Namespaced: false);
    public static readonly ResourceType FedHpas = new(Group, Version, "fedhpas", "FedHPA");
    public static readonly ResourceType ReplicaBindings = new(Group, Version, "replicabindings", "ReplicaBinding");
    public static readonly ResourceType CronHpas = new(Group, Version, "cronhpas", "CronHPA");
    public static readonly ResourceType ScaleIns = new(Group, Version, "scaleins", "ScaleIn");

    public static readonly IReadOnlyList<ResourceType> All = [MemberClusters, FedHpas, ReplicaBindings, CronHpas, ScaleIns];
}
