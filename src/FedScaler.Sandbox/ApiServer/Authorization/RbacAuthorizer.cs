using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.ApiServer.Authorization;

/// <summary>
/// Role-based access control over the Roles and bindings that the store holds, with what every cluster grants by default:
/// system:public-info-viewer to everybody, system:discovery and system:basic-user to whoever is authenticated
/// (plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go).
/// </summary>
internal sealed class RbacAuthorizer(IClusterStore store)
{
    private static readonly PolicyRule[] Everybody =
    [
        new() { Verbs = ["get"], NonResourceUrls = ["/healthz", "/livez", "/readyz", "/version", "/version/"] },
    ];

    private static readonly PolicyRule[] Authenticated =
    [
        new() { Verbs = ["get"], NonResourceUrls = ["/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*", "/readyz", "/version", "/version/"] },
        new() { Verbs = ["create"], ApiGroups = ["authorization.k8s.io"], Resources = ["selfsubjectaccessreviews", "selfsubjectrulesreviews"] },
        new() { Verbs = ["create"], ApiGroups = ["authentication.k8s.io"], Resources = ["selfsubjectreviews"] },
    ];

    /// <summary>Told of all that is demanded by those whom rules bind.</summary>
    public event Action<AccessRecord>? Demanded;

    public bool Allows(UserInfo user, AccessAttributes asked) => user.IsMaster || RulesOf(user, asked.Namespace).Any(rule => rule.Allows(asked));

    /// <exception cref="Errors.ApiException">403, worded as kube-apiserver words it.</exception>
    public void Demand(UserInfo user, AccessAttributes asked)
    {
        var allowed = Allows(user, asked);
        if (!user.IsMaster && asked.Path is null)
            Demanded?.Invoke(new AccessRecord(user.Name, asked.Verb, asked.Group, asked.ResourceAndSubresource, asked.Namespace, asked.Name, allowed));
        if (!allowed) throw AccessRefusal.Of(user, asked);
    }

    /// <summary>All rules that hold for a user in a namespace; of those that are bound in namespaces, none where that is empty.</summary>
    public IEnumerable<PolicyRule> RulesOf(UserInfo user, string ns)
    {
        IEnumerable<PolicyRule> rules = user.IsAuthenticated ? [.. Everybody, .. Authenticated] : Everybody;
        rules = rules.Concat(Bound(KnownResources.ClusterRoleBindings, null, user));
        return ns.Length == 0 ? rules : rules.Concat(Bound(KnownResources.RoleBindings, ns, user));
    }

    private IEnumerable<PolicyRule> Bound(ResourceType bindings, string? ns, UserInfo user) =>
        from binding in store.List(bindings, ns)
        where (binding["subjects"] as JsonArray ?? []).OfType<JsonObject>().Any(subject => IsMeant(subject, ns, user))
        from rule in RulesOf(binding["roleRef"] as JsonObject, ns)
        select rule;

    private IEnumerable<PolicyRule> RulesOf(JsonObject? role, string? ns)
    {
        var (type, within) = role.Text("kind") == "Role" ? (KnownResources.Roles, ns) : (KnownResources.ClusterRoles, null);
        var found = store.Get(type, new ObjectKey(within, role.Text("name") ?? ""));
        return (found?["rules"] as JsonArray ?? []).OfType<JsonObject>().Select(PolicyRule.Read);
    }

    private static bool IsMeant(JsonObject subject, string? bindingNamespace, UserInfo user) => subject.Text("kind") switch
    {
        "User" => subject.Text("name") == user.Name,
        "Group" => subject.Text("name") is { } group && user.Groups.Contains(group),
        "ServiceAccount" => user.Name == UserInfo.OfServiceAccount(subject.Text("namespace") ?? bindingNamespace ?? "", subject.Text("name") ?? "").Name,
        _ => false,
    };
}
