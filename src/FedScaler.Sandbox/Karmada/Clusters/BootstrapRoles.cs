using System.Text.Json.Nodes;
using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.Karmada.Clusters;

/// <summary>
/// The roles and bindings of every kube-apiserver that reach clusters/proxy by a wildcard (plugin/pkg/auth/authorizer/rbac/bootstrappolicy):
/// Karmada lets its impersonator act for those who hold them.
/// </summary>
internal static class BootstrapRoles
{
    private const string Group = "rbac.authorization.k8s.io";

    private static readonly (string Role, string Verbs, string Kind, string Subject)[] All =
    [
        ("cluster-admin", "*", "Group", "system:masters"),
        ("system:kube-controller-manager", "list watch", "User", "system:kube-controller-manager"),
        ("system:controller:generic-garbage-collector", "delete get list patch update watch", "ServiceAccount", "generic-garbage-collector"),
        ("system:controller:namespace-controller", "delete deletecollection get list", "ServiceAccount", "namespace-controller"),
        ("system:controller:resourcequota-controller", "list watch", "ServiceAccount", "resourcequota-controller"),
    ];

    /// <summary>Creates what a cluster lacks of them.</summary>
    public static void Create(KarmadaCluster cluster)
    {
        foreach (var (name, verbs, kind, subject) in All)
        {
            cluster.Create(KnownResources.ClusterRoles, Role(name, verbs));
            cluster.Create(KnownResources.ClusterRoleBindings, Binding(name, kind, subject));
        }
    }

    private static JsonObject Role(string name, string verbs)
    {
        var role = New(KnownResources.ClusterRoles, name);
        role["rules"] = new JsonArray(new JsonObject
        {
            ["apiGroups"] = new JsonArray("*"),
            ["resources"] = new JsonArray("*"),
            ["verbs"] = new JsonArray([.. verbs.Split(' ').Select(static verb => JsonValue.Create(verb))]),
        });
        return role;
    }

    private static JsonObject Binding(string name, string kind, string subject)
    {
        var binding = New(KnownResources.ClusterRoleBindings, name);
        binding["roleRef"] = new JsonObject { ["apiGroup"] = Group, ["kind"] = KnownResources.ClusterRoles.Kind, ["name"] = name };
        var who = new JsonObject { ["kind"] = kind, ["name"] = subject };
        if (kind == "ServiceAccount") who["namespace"] = "kube-system";
        else who["apiGroup"] = Group;
        binding["subjects"] = new JsonArray(who);
        return binding;
    }

    private static JsonObject New(ResourceType type, string name) => new()
    {
        ["apiVersion"] = type.ApiVersion,
        ["kind"] = type.Kind,
        ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = new JsonObject { ["kubernetes.io/bootstrapping"] = "rbac-defaults" } },
    };
}
