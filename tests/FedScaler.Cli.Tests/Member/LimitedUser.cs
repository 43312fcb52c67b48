using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Kube.Models;
using FedScaler.Members.Clusters;
using Xunit;

namespace FedScaler.Cli.Tests.Members;

/// <summary>Somebody who may list MemberClusters on the hub, and nothing else.</summary>
internal static class LimitedUser
{
    private const string Name = "viewer";

    /// <returns>Where the kubeconfig is.</returns>
    public static async Task<string> CreateAsync(MemberFleet fleet)
    {
        var token = TestContext.Current.CancellationToken;
        await using var hub = fleet.Fleet.Connect("hub");
        using var said = new StringWriter();
        var store = new ObjectStore(hub, "hub", said);
        await store.ApplyAsync(new MemberObject(KnownResources.ServiceAccounts, MemberObjects.New(KnownResources.ServiceAccounts, Name, MemberFleet.Namespace)), token);
        var role = MemberObjects.New(KnownResources.ClusterRoles, Name, null);
        role["rules"] = new JsonArray(new JsonObject { ["apiGroups"] = new JsonArray(ApiResources.Group), ["resources"] = new JsonArray("memberclusters"), ["verbs"] = new JsonArray("list") });
        await store.ApplyAsync(new MemberObject(KnownResources.ClusterRoles, role), token);
        var binding = MemberObjects.New(KnownResources.ClusterRoleBindings, Name, null);
        binding["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = "ClusterRole", ["name"] = Name };
        binding["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = Name, ["namespace"] = MemberFleet.Namespace });
        await store.ApplyAsync(new MemberObject(KnownResources.ClusterRoleBindings, binding), token);
        var (issued, _) = await store.AskTokenAsync(new ObjectKey(MemberFleet.Namespace, Name), TimeSpan.FromHours(1), token);
        var server = fleet.Fleet.Servers.Hub;
        return fleet.Folder.Write("viewer.kubeconfig", server.Kubeconfig.Replace(server.Server.AdminToken, issued, StringComparison.Ordinal));
    }
}
