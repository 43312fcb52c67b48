using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Scenarios.Security;

/// <summary>What whoever stole one of the service's tokens can do with it.</summary>
public sealed class StolenTokenTests : FleetTest
{
    private static readonly WriteOptions Thief = new("thief");

    [Fact]
    public async Task A_members_token_is_worth_nothing_on_the_hub_and_in_its_siblings()
    {
        var fleet = await StartSandboxAsync(service: false);
        foreach (var cluster in (string[])["hub", "idc-b", "cloud-c"])
        {
            await using var client = Client(fleet, cluster, fleet.Sandbox.TokenOf("idc-a"));
            (await CodeAsync(client.ListAsync(KnownResources.Secrets, null, new ListOptions(), JsonDecoders.Object, default))).ShouldBe(401, cluster);
            (await CodeAsync(client.ListAsync(KnownResources.Nodes, null, new ListOptions(), JsonDecoders.Object, default))).ShouldBe(401, cluster);
        }
    }

    [Fact]
    public async Task In_its_member_it_reads_no_Secret_and_starts_no_pod()
    {
        var fleet = await StartSandboxAsync(service: false);
        await fleet.DeployAsync();
        await using var client = Client(fleet, "idc-a", fleet.Sandbox.TokenOf("idc-a"));
        var deployment = new ObjectKey(fleet.Namespace, "web");
        var pod = RequestBody.From(YamlJson.Parse("{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c, image: i}]}}")!);

        (await CodeAsync(client.ListAsync(KnownResources.Secrets, null, new ListOptions(), JsonDecoders.Object, default))).ShouldBe(403);
        (await CodeAsync(client.ListAsync(KnownResources.ConfigMaps, fleet.Namespace, new ListOptions(), JsonDecoders.Object, default))).ShouldBe(403);
        (await CodeAsync(client.CreateAsync(KnownResources.Pods, fleet.Namespace, pod, Thief, JsonDecoders.Object, default))).ShouldBe(403);
        (await CodeAsync(client.DeleteAsync(KnownResources.Deployments, deployment, new DeleteOptions(), default))).ShouldBe(403);
        (await client.ListAsync(KnownResources.Nodes, null, new ListOptions(), JsonDecoders.Object, default)).Items.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_hubs_token_reads_Secrets_in_the_services_namespace_alone_and_grants_nothing()
    {
        var fleet = await StartSandboxAsync(service: false);
        await using var client = Client(fleet, "hub", fleet.Sandbox.TokenOf("hub"));
        var role = RequestBody.From(YamlJson.Parse("{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: all}, rules: []}")!);

        (await CodeAsync(client.ListAsync(KnownResources.Secrets, null, new ListOptions(), JsonDecoders.Object, default))).ShouldBe(403);
        (await CodeAsync(client.ListAsync(KnownResources.Secrets, fleet.Namespace, new ListOptions(), JsonDecoders.Object, default))).ShouldBe(403);
        (await CodeAsync(client.CreateAsync(KnownResources.ClusterRoles, null, role, Thief, JsonDecoders.Object, default))).ShouldBe(403);
        (await client.ListAsync(KnownResources.Secrets, ServiceIdentity.OwnNamespace, new ListOptions(), JsonDecoders.Object, default)).Items.ShouldNotBeEmpty();
    }

    private static KubeClient Client(Scenario fleet, string cluster, string token) => fleet.Sandbox.ConnectAsThief(cluster, token);

    private static async Task<int> CodeAsync(Task call) => (await Should.ThrowAsync<KubeApiException>(() => call)).Code;
}
