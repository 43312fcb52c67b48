using FedScaler.Kube.Models;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada.Propagation;

public sealed class UnifiedAuthorizationTests
{
    private const string Rbac = "/apis/rbac.authorization.k8s.io/v1";

    [Fact]
    public async Task Whoever_may_use_a_clusters_proxy_may_be_impersonated_there_and_there_alone()
    {
        await using var world = await KarmadaWorld.StartAsync();
        await world.CreateAsync("hub", Rbac + "/clusterroles", """
            {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": {"name": "proxy"}, "rules": [{"apiGroups": ["cluster.karmada.io"], "resources": ["clusters/proxy"], "resourceNames": ["idc-a"], "verbs": ["*"]}]}
            """);
        await world.CreateAsync("hub", Rbac + "/clusterrolebindings", """
            {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding", "metadata": {"name": "proxy"}, "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "proxy"},
             "subjects": [{"kind": "ServiceAccount", "namespace": "fedscaler-system", "name": "fedscaler"}, {"kind": "User", "name": "ada"}]}
            """);
        world.Run(5);
        Rules(world, "idc-a").ShouldContain("\"fedscaler\"");
        Rules(world, "idc-a").ShouldContain("\"ada\"");
        Rules(world, "idc-b").ShouldNotContain("\"fedscaler\"");
        await world.SendAsync("hub", "DELETE", Rbac + "/clusterrolebindings/proxy");
        world.Run(5);
        Rules(world, "idc-a").ShouldNotContain("\"fedscaler\"");
    }

    private static string Rules(KarmadaWorld world, string member) =>
        world.Get(member, KnownResources.ClusterRoles, null, "karmada-impersonator")["rules"]!.ToJsonString();
}
