using System.Text.Json.Nodes;
using FedScaler.Controllers.Access;
using FedScaler.Kube.Models;

namespace FedScaler.Members.Clusters;

/// <summary>What a member is given: an account for the service, and exactly the rights that the service uses.</summary>
internal static class MemberObjects
{
    public const string Account = "fedscaler";
    public const string Role = "fedscaler-member";
    public const string ScaleInRole = "fedscaler-member-scalein";
    public const string TokenRole = "fedscaler-own-token";

    /// <summary>On all that this program made, so that it takes away no other.</summary>
    public const string ManagedByLabel = "app.kubernetes.io/managed-by";

    public const string ManagedBy = "fedscaler-member";

    private const string Rbac = "rbac.authorization.k8s.io";

    /// <summary>Everything beside the namespace, in the order in which it is made.</summary>
    /// <param name="scaleIn">Whether the rights to take named pods out are among them.</param>
    public static IEnumerable<MemberObject> All(string ns, bool scaleIn)
    {
        yield return new MemberObject(KnownResources.ServiceAccounts, New(KnownResources.ServiceAccounts, Account, ns));
        foreach (var each in Granted(KnownResources.ClusterRoles, KnownResources.ClusterRoleBindings, Role, null, ns, SharingRules)) yield return each;
        if (scaleIn)
            foreach (var each in Granted(KnownResources.ClusterRoles, KnownResources.ClusterRoleBindings, ScaleInRole, null, ns, ScaleInRules)) yield return each;
        foreach (var each in Granted(KnownResources.Roles, KnownResources.RoleBindings, TokenRole, ns, ns, MemberAccess.NamespaceRules(Account))) yield return each;
    }

    /// <summary>What taking named pods out takes, by itself.</summary>
    public static IEnumerable<MemberObject> OfScaleIn(string ns) => All(ns, scaleIn: true).Where(static each => each.Name == ScaleInRole);

    /// <summary>An object of our making, with nothing in it yet.</summary>
    public static JsonObject New(ResourceType type, string name, string? ns)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (ns is not null) metadata["namespace"] = ns;
        metadata["labels"] = new JsonObject { [ManagedByLabel] = ManagedBy };
        return new JsonObject { ["apiVersion"] = type.ApiVersion, ["kind"] = type.Kind, ["metadata"] = metadata };
    }

    private static IEnumerable<AccessRule> SharingRules => MemberAccess.ClusterRules.Where(static rule => rule.IsFor(~AccessFeatures.ScaleIn));

    private static IEnumerable<AccessRule> ScaleInRules => MemberAccess.ClusterRules.Where(static rule => !rule.IsFor(~AccessFeatures.ScaleIn));

    private static IEnumerable<MemberObject> Granted(
        ResourceType roles, ResourceType bindings, string name, string? ns, string accountNamespace, IEnumerable<AccessRule> rules)
    {
        IReadOnlyList<AccessRule> granted = [.. rules];
        var role = New(roles, name, ns);
        role["rules"] = PolicyRules.ToJson(granted);
        yield return new MemberObject(roles, role) { Rules = granted };
        var binding = New(bindings, name, ns);
        binding["roleRef"] = new JsonObject { ["apiGroup"] = Rbac, ["kind"] = roles.Kind, ["name"] = name };
        binding["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = Account, ["namespace"] = accountNamespace });
        yield return new MemberObject(bindings, binding);
    }
}
