using System.Text.Json.Nodes;
using FedScaler.Controllers.Access;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Storage;
using FedScaler.SandboxHost;

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

    public ServiceIdentity(SandboxFleet servers, Federation federation = Federation.Direct)
    {
        // What is used of these, the ledger does not count yet.
        Records = federation == Federation.Direct;
        foreach (var cluster in servers.Clusters)
        {
            var side = cluster == servers.Hub ? Side.Hub : Side.Member;
            if (federation == Federation.Karmada && side == Side.Hub) Grant(cluster.Store, KarmadaHubAccess.ClusterRules, KarmadaHubAccess.NamespaceRules(Lease, Brake));
            else Grant(cluster.Store, side);
            _tokens.Add(cluster.Name, cluster.Server.IssueToken(User));
            cluster.Server.Demanded += record =>
            {
                if (Records) RightsLedger.Note(side, record);
            };
        }
    }

    /// <summary>Whether all that is asked with these tokens is the service's doing.</summary>
    public bool Records { get; set; }

    public string TokenOf(string cluster) => _tokens[cluster];

    /// <summary>Binds the service's rights, as chart and <c>member add</c> do.</summary>
    public static void Grant(ClusterStore store, Side side)
    {
        var (everywhere, within) = RulesOf(side);
        Grant(store, everywhere, within);
    }

    private static void Grant(ClusterStore store, IReadOnlyList<AccessRule> everywhere, IReadOnlyList<AccessRule> within)
    {
        store.Create(KnownResources.ClusterRoles, Role("ClusterRole", null, everywhere));
        store.Create(KnownResources.ClusterRoleBindings, Binding("ClusterRole", null));
        store.Create(KnownResources.Roles, Role("Role", OwnNamespace, within));
        store.Create(KnownResources.RoleBindings, Binding("Role", OwnNamespace));
    }

    public static (IReadOnlyList<AccessRule> Everywhere, IReadOnlyList<AccessRule> Within) RulesOf(Side side) => side == Side.Hub
        ? (HubAccess.ClusterRules, HubAccess.NamespaceRules(Lease, Brake))
        : (MemberAccess.ClusterRules, MemberAccess.NamespaceRules(User));

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
