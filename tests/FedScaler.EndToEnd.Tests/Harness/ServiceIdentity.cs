using System.Text.Json.Nodes;
using FedScaler.Controllers.Access;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Storage;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>
/// Who the service is in the sandbox: in each cluster a user of its own, with exactly the rights of HubAccess or MemberAccess.
/// A right that is missing there is a 403 here; which are used, <see cref="RightsLedger"/> knows.
/// </summary>
internal sealed class ServiceIdentity
{
    public const string User = "fedscaler";

    /// <summary>Who it is in a member that was registered by <c>member add</c>.</summary>
    public const string Account = "system:serviceaccount:fedscaler-system:fedscaler";

    public const string OwnNamespace = "fedscaler-system";
    public const string Lease = "fedscaler";
    public const string Brake = "fedscaler";

    private readonly Dictionary<string, string> _tokens = [];

    public ServiceIdentity(SandboxFleet servers, FederationKind federation = FederationKind.Direct)
    {
        foreach (var cluster in servers.Clusters)
        {
            var side = cluster == servers.Hub ? Side.Hub : Side.Member;
            Grant(cluster.Store, side, federation);
            _tokens.Add(cluster.Name, cluster.Server.IssueToken(User));
            cluster.Server.Demanded += record =>
            {
                if (Records) RightsLedger.Note(side, federation, record);
            };
        }
    }

    /// <summary>Whether all that is asked with these tokens is the service's doing.</summary>
    public bool Records { get; set; } = true;

    public string TokenOf(string cluster) => _tokens[cluster];

    /// <summary>Binds the service's rights, as chart and <c>member add</c> do.</summary>
    public static void Grant(ClusterStore store, Side side, FederationKind federation = FederationKind.Direct)
    {
        var (everywhere, within) = RulesOf(side, federation);
        store.Create(KnownResources.ClusterRoles, Role("ClusterRole", null, everywhere));
        store.Create(KnownResources.ClusterRoleBindings, Binding("ClusterRole", null));
        store.Create(KnownResources.Roles, Role("Role", OwnNamespace, within));
        store.Create(KnownResources.RoleBindings, Binding("Role", OwnNamespace));
    }

    /// <summary>Takes rights on one kind away from the service in a cluster, as who edits its ClusterRole by mistake does.</summary>
    public static void Revoke(ClusterStore store, Side side, FederationKind federation, string resource, params string[] verbs) => SetRules(
        store,
        from rule in RulesOf(side, federation).Everywhere
        from left in rule.Resources.Contains(resource)
            ? [rule with { Resources = rule.Resources.Remove(resource) }, rule with { Resources = [resource], Verbs = [.. rule.Verbs.Except(verbs)] }]
            : new[] { rule }
        select left);

    /// <summary>Gives back what was revoked.</summary>
    public static void Regrant(ClusterStore store, Side side, FederationKind federation) => SetRules(store, RulesOf(side, federation).Everywhere);

    public static (IReadOnlyList<AccessRule> Everywhere, IReadOnlyList<AccessRule> Within) RulesOf(Side side, FederationKind federation) => (side, federation) switch
    {
        (Side.Hub, FederationKind.Direct) => (HubAccess.ClusterRules, HubAccess.NamespaceRules(Lease, Brake)),
        (Side.Member, FederationKind.Direct) => (MemberAccess.ClusterRules, MemberAccess.NamespaceRules(User)),
        (Side.Hub, _) => (KarmadaHubAccess.ClusterRules, KarmadaHubAccess.NamespaceRules(Lease, Brake)),
        _ => (KarmadaMemberAccess.ClusterRules, []),
    };

    private static void SetRules(ClusterStore store, IEnumerable<AccessRule> rules) => store.Update(KnownResources.ClusterRoles, new ObjectKey(null, User), role =>
    {
        role["rules"] = PolicyRules.ToJson(rules.Where(static rule => rule is { Resources.Length: > 0, Verbs.Length: > 0 }));
        return true;
    });

    private static JsonObject Role(string kind, string? ns, IEnumerable<AccessRule> rules) => new()
    {
        ["apiVersion"] = "rbac.authorization.k8s.io/v1",
        ["kind"] = kind,
        ["metadata"] = Metadata(ns),
        ["rules"] = PolicyRules.ToJson(rules),
    };

    private static JsonObject Binding(string role, string? ns) => new()
    {
        ["apiVersion"] = "rbac.authorization.k8s.io/v1",
        ["kind"] = role + "Binding",
        ["metadata"] = Metadata(ns),
        ["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = role, ["name"] = User },
        ["subjects"] = new JsonArray(new JsonObject { ["kind"] = "User", ["apiGroup"] = "rbac.authorization.k8s.io", ["name"] = User }),
    };

    private static JsonObject Metadata(string? ns) => ns is null ? new JsonObject { ["name"] = User } : new JsonObject { ["name"] = User, ["namespace"] = ns };
}
