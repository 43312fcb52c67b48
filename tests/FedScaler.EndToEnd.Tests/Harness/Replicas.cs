using System.Text.Json.Nodes;
using FedScaler.Controllers.Access;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Observation;
using FedScaler.Sandbox.Laws;
using FedScaler.SandboxHost;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>Several instances of the service over one hub, with the rights of the chart's service account and behind the chart's fence.</summary>
internal sealed class Replicas(SimulatedFleet fleet, LawBook laws, ServiceLog log, TimeProvider time, SteppedClock clock) : IAsyncDisposable
{
    public const string Namespace = "fedscaler-system";
    public const string LeaseName = "fedscaler";

    private const string Account = "fedscaler";

    private static readonly ResourceType ServiceAccounts = new("", "v1", "serviceaccounts", "ServiceAccount");

    private readonly List<Replica> _all = [];
    private EpochFence? _fence;
    private string? _token;

    /// <summary>What runs, for who waits until all is quiet.</summary>
    public IEnumerable<ActivityRegistry> Running => _all.Where(static replica => replica.IsActive).Select(static replica => replica.Activity).ToList();

    public EpochFence Fence => _fence ?? throw new InvalidOperationException("no replica was started");

    /// <summary>spec.holderIdentity of the Lease; empty for nobody.</summary>
    public string Holder => (string?)fleet.Servers.Hub.Store.Get(KnownResources.Leases, new ObjectKey(Namespace, LeaseName))?["spec"]?["holderIdentity"] ?? "";

    /// <param name="lag">How far the fence is behind the Lease.</param>
    public async Task<Replica> StartAsync(string identity, TimeSpan lag = default)
    {
        _token ??= await PrepareAsync(lag);
        var replica = new Replica(identity, Connect, time, log);
        _all.Add(replica);
        await clock.SettleAsync(default);
        return replica;
    }

    /// <summary>Waits until this one leads; only from then on somebody is to do the service's work.</summary>
    public async Task UntilLeadsAsync(Replica replica, TimeSpan patience)
    {
        await clock.AdvanceUntilAsync(() => Holder == replica.Identity, patience, $"{replica.Identity} leads", default);
        laws.Back("hub", clock.Now);
        await clock.SettleAsync(default);
    }

    /// <summary>Nobody does the service's work for a while.</summary>
    public void Suspend() => laws.Silent("hub", clock.Now);

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _all) await replica.DisposeAsync();
        _fence?.Dispose();
    }

    private KubeClient Connect(TimeProvider replicaTime)
    {
        var admin = fleet.Servers.Hub;
        var config = admin.Kubeconfig.Replace($"token: {admin.Server.AdminToken}", $"token: {_token}", StringComparison.Ordinal);
        return KubeClient.Create(Kubeconfig.Parse(config).Resolve(), replicaTime, new KubeClientOptions { JitterSeed = new JitterSeed(1).For("hub") });
    }

    /// <summary>The account, its rights, the fence, and a Lease that was released once.</summary>
    private async Task<string> PrepareAsync(TimeSpan lag)
    {
        var hub = fleet.Servers.Hub;
        _fence = new EpochFence(hub.Store, $"system:serviceaccount:{Namespace}:{Account}", new ObjectKey(Namespace, LeaseName), time, lag);
        hub.Server.Policy = _fence.Judge;
        await using var admin = fleet.Connect("hub");
        await CreateAsync(admin, ServiceAccounts, "v1", Account, Namespace, []);
        await GrantAsync(admin, "ClusterRole", KnownResources.ClusterRoles, KnownResources.ClusterRoleBindings, null, PolicyRules.ToJson(HubAccess.ClusterRules));
        await GrantAsync(admin, "Role", KnownResources.Roles, KnownResources.RoleBindings, Namespace, PolicyRules.ToJson(HubAccess.NamespaceRules(LeaseName, "fedscaler-brake")));
        var lease = new JsonObject { ["holderIdentity"] = "", ["leaseDurationSeconds"] = 1, ["leaseTransitions"] = 1 };
        await CreateAsync(admin, KnownResources.Leases, "coordination.k8s.io/v1", LeaseName, Namespace, new JsonObject { ["spec"] = lease });
        var request = JsonNode.Parse("""{"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": {"expirationSeconds": 86400}}""")!;
        var issued = await admin.CreateSubresourceAsync(
            ServiceAccounts, new ObjectKey(Namespace, Account), RequestBody.From(request), new WriteOptions("test", Subresource: "token"), JsonDecoders.Object, default);
        return (string)issued["status"]!["token"]!;
    }

    private static async Task GrantAsync(IKubeClient admin, string kind, ResourceType role, ResourceType binding, string? ns, JsonArray rules)
    {
        const string Rbac = "rbac.authorization.k8s.io/v1";
        await CreateAsync(admin, role, Rbac, Account, ns, new JsonObject { ["rules"] = rules });
        await CreateAsync(admin, binding, Rbac, Account, ns, new JsonObject
        {
            ["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = kind, ["name"] = Account },
            ["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = Account, ["namespace"] = Namespace }),
        });
    }

    private static async Task CreateAsync(IKubeClient admin, ResourceType type, string apiVersion, string name, string? ns, JsonObject body)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (ns is not null) metadata["namespace"] = ns;
        (body["apiVersion"], body["kind"], body["metadata"]) = (apiVersion, type.Kind, metadata);
        await admin.CreateAsync(type, ns, RequestBody.From(body), new WriteOptions("test"), JsonDecoders.Nothing, default);
    }
}
