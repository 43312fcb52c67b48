using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Propagation;

/// <summary>
/// Lets Karmada's impersonator act in every member for whoever may use clusters/proxy on the hub: a ClusterRole in a Work of each
/// member names them (pkg/controllers/unifiedauth).
/// </summary>
internal sealed class UnifiedAuthorization(KarmadaContext context) : KarmadaController(context)
{
    private const string Impersonator = "karmada-impersonator";
    private const string Group = "rbac.authorization.k8s.io";

    private static readonly (string SubjectKind, string Resource)[] Impersonated = [("User", "users"), ("ServiceAccount", "serviceaccounts"), ("Group", "groups")];

    private KarmadaCluster Hub => Context.Hub;

    /// <inheritdoc/>
    public override void Observe(KarmadaChange change)
    {
        if (change.Member is not null) return;
        var resource = change.Event.Resource;
        if (resource == KarmadaResources.Clusters && change.Event.Previous is null) MarkDirty(change.Event.Key);
        if (resource != KnownResources.ClusterRoles && resource != KnownResources.ClusterRoleBindings) return;
        foreach (var cluster in Hub.List(KarmadaResources.Clusters)) MarkDirty(cluster.Key());
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (Hub.Get(KarmadaResources.Clusters, key) is not { } cluster || cluster.IsTerminating()) return;
        var owner = BindingDraft.Owner(cluster);
        new WorkDraft(key.Name, Role(Subjects(key.Name))) { Owner = owner }.Write(Hub);
        new WorkDraft(key.Name, Binding()) { Owner = owner }.Write(Hub);
    }

    /// <summary>Everybody who is bound to a ClusterRole with a rule for this cluster's proxy, whatever its verbs.</summary>
    private List<JsonNode> Subjects(string cluster)
    {
        var roles = Hub.List(KnownResources.ClusterRoles)
            .Where(role => role.At("rules").Items().Any(rule => Covers(rule, cluster)))
            .Select(static role => role.Key().Name)
            .ToHashSet(StringComparer.Ordinal);
        return [.. Hub.List(KnownResources.ClusterRoleBindings)
            .Where(binding => roles.Contains(binding.At("roleRef").Text("name")) && binding.Key().Name != Impersonator)
            .SelectMany(static binding => binding.At("subjects").Items())];
    }

    private static bool Covers(JsonNode rule, string cluster)
    {
        if (!Has(rule, "apiGroups", "*") && !Has(rule, "apiGroups", KarmadaResources.Clusters.Group)) return false;
        if (!Has(rule, "resources", "*") && !Has(rule, "resources", "clusters/proxy") && !Has(rule, "resources", "*/proxy")) return false;
        return rule.At("resourceNames") is not JsonArray { Count: > 0 } || Has(rule, "resourceNames", cluster);
    }

    private static bool Has(JsonNode rule, string list, string value) => rule.At(list).Items().Any(each => each.Text() == value);

    private static JsonObject Role(List<JsonNode> subjects)
    {
        var rules = new JsonArray();
        foreach (var (kind, resource) in Impersonated)
        {
            var names = subjects.Where(subject => subject.Text("kind") == kind).Select(static subject => subject.Text("name")).ToHashSet(StringComparer.Ordinal);
            if (names.Count == 0) continue;
            rules.Add((JsonNode)new JsonObject
            {
                ["apiGroups"] = new JsonArray(""),
                ["resourceNames"] = new JsonArray([.. names.Order(StringComparer.Ordinal).Select(static name => JsonValue.Create(name))]),
                ["resources"] = new JsonArray(resource),
                ["verbs"] = new JsonArray("impersonate"),
            });
        }

        var role = New(KnownResources.ClusterRoles);
        role["rules"] = rules;
        return role;
    }

    private static JsonObject Binding()
    {
        var binding = New(KnownResources.ClusterRoleBindings);
        binding["roleRef"] = new JsonObject { ["apiGroup"] = Group, ["kind"] = KnownResources.ClusterRoles.Kind, ["name"] = Impersonator };
        binding["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = Impersonator, ["namespace"] = KarmadaKeys.ClusterNamespace });
        return binding;
    }

    private static JsonObject New(ResourceType type) => new()
    {
        ["apiVersion"] = type.ApiVersion,
        ["kind"] = type.Kind,
        ["metadata"] = new JsonObject { ["name"] = Impersonator, ["labels"] = new JsonObject { [KarmadaKeys.System] = "true" } },
    };
}
