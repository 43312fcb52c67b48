using System.Text.Json.Nodes;
using FedScaler.Api;

namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>A member's Secret is written anew: its connection is replaced without a gap.</summary>
public sealed class SecretTests : FleetTest
{
    [Fact]
    public async Task New_credentials_take_the_old_ones_place_without_anybody_noticing()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(60);
        var server = fleet.Sandbox.Servers["idc-b"];
        var rotated = server.KubeconfigOf(server.Server.IssueToken(ServiceIdentity.User));

        var revisions = await fleet.Sandbox.FollowAsync(ApiResources.FedHpas, fleet.Namespace, "web", async () =>
        {
            await fleet.Sandbox.RewriteSecretAsync("idc-b", rotated);
            await fleet.StepAsync(40);
            server.Faults.RevokeToken(fleet.Sandbox.TokenOf("idc-b"));
            await fleet.StepAsync(60);
        });

        // Nothing had to be said: it was never silent, nor unknown.
        revisions.ShouldBeEmpty();
        (await fleet.MemberConditionAsync("Ready", "idc-b")).IsTrue.ShouldBeTrue();
        fleet.Sandbox.SetLoad("idc-b", 6);
        await fleet.UntilAsync("the status follows idc-b", async () => (int?)(await fleet.StatusOfAsync("idc-b"))["currentReplicas"] == 10);
    }

    [Fact]
    public async Task Another_server_with_the_same_application_takes_the_old_ones_place_and_its_share()
    {
        const string Other = "member-4";
        var fleet = await StartSandboxAsync(members: 4);
        await fleet.Hub.DeleteAsync(ApiResources.MemberClusters, null, Other);
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(60);
        var before = await fleet.SharesAsync();
        var uid = await UidAsync(fleet);

        var revisions = await fleet.Sandbox.FollowAsync(ApiResources.FedHpas, fleet.Namespace, "web", async () =>
        {
            await fleet.Sandbox.PointAsync("idc-b", Other);
            await fleet.UntilAsync("the other server is known", async () => await UidAsync(fleet) is { } now && now != uid);
            await fleet.UntilAsync("it has a share", async () => await fleet.ShareAsync(Other) is not null);
            await fleet.StepAsync(30);
        });

        foreach (var revision in revisions) StateOf(revision.Object, "idc-b").ShouldBe("Active");
        var after = await fleet.SharesAsync();
        (after["idc-a"].Max + after["cloud-c"].Max + after[Other].Max).ShouldBe(60);
        // What was the old server's is left to it: nobody can tell any more whether it is gone.
        after["idc-b"].ShouldBe(before["idc-b"]);
    }

    private static async Task<string?> UidAsync(Scenario fleet) =>
        (string?)(await fleet.Hub.FindAsync(ApiResources.MemberClusters, null, "idc-b"))!["status"]!["clusterUID"];

    private static string? StateOf(JsonObject fedHpa, string member) =>
        (string?)fedHpa["status"]?["clusters"]?.AsArray().FirstOrDefault(cluster => (string?)cluster!["name"] == member)?["state"];
}
