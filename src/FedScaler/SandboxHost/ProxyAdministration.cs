using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Hosting;

namespace FedScaler.SandboxHost;

/// <summary>
/// The right to clusters/proxy that Karmada's chart gives the hub's administrator by name (_karmada_cluster_proxy_admin_rbac.tpl).
/// Though system:masters may do all on the hub, a member sees the user impersonated as well, which unifiedauth allows only by name.
/// </summary>
internal static class ProxyAdministration
{
    private const string Name = "karmada-cluster-proxy-admin";
    private const string Group = "rbac.authorization.k8s.io";

    /// <param name="user">Who the administrator's kubeconfig is for.</param>
    public static void Install(SandboxCluster hub, string user)
    {
        var role = New(KnownResources.ClusterRoles);
        role["rules"] = new JsonArray(new JsonObject
        {
            ["apiGroups"] = new JsonArray("cluster.karmada.io"),
            ["resources"] = new JsonArray("clusters/proxy"),
            ["verbs"] = new JsonArray("*"),
        });
        hub.Store.Create(KnownResources.ClusterRoles, role);
        var binding = New(KnownResources.ClusterRoleBindings);
        binding["roleRef"] = new JsonObject { ["apiGroup"] = Group, ["kind"] = KnownResources.ClusterRoles.Kind, ["name"] = Name };
        binding["subjects"] = new JsonArray(new JsonObject { ["apiGroup"] = Group, ["kind"] = "User", ["name"] = user });
        hub.Store.Create(KnownResources.ClusterRoleBindings, binding);
    }

    private static JsonObject New(ResourceType type) => new()
    {
        ["apiVersion"] = type.ApiVersion,
        ["kind"] = type.Kind,
        ["metadata"] = new JsonObject { ["name"] = Name },
    };
}
