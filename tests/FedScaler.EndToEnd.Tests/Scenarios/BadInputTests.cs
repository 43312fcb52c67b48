using FedScaler.Kube.Client;

namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>What can't be done is refused in words that name the object, the field and what would mend it.</summary>
public class BadInputTests : FleetTest
{
    [Theory]
    [InlineData("minReplicas: 9\nmaxReplicas: 3", "minReplicas")]
    [InlineData("maxReplicas: -1", "maxReplicas")]
    [InlineData("maxReplicas: 9\nplacement: {clusters: [{name: idc-a, weight: -1}]}", "weight")]
    [InlineData("maxReplicas: 9\nplacement: {clusters: [{name: idc-a, minReplicas: 5, maxReplicas: 2}]}", "placement.clusters[0]")]
    [InlineData("maxReplicas: 9\nsplit: {strategy: Best}", "split.strategy")]
    [InlineData("maxReplicas: 9\nrebalance: {maxMovePercent: 101}", "rebalance.maxMovePercent")]
    public async Task A_FedHPA_that_makes_no_sense_is_refused_by_the_hub(string spec, string field)
    {
        var fleet = await StartAsync(service: false);

        var refused = await Should.ThrowAsync<KubeApiException>(() => fleet.ApplyAsync(
            "apiVersion: fedscaler.io/v1alpha1\nkind: FedHPA\nmetadata: {name: web, namespace: NAMESPACE}\nspec:\n"
            + $"  scaleTargetRef: {{apiVersion: apps/v1, kind: Deployment, name: web}}\n  {spec.Replace("\n", "\n  ", StringComparison.Ordinal)}"));

        refused.Code.ShouldBe(422);
        refused.Message.ShouldContain(field);
        refused.Message.ShouldContain("web");
    }

    [Fact]
    public async Task A_kind_that_no_member_serves_is_named()
    {
        var fleet = await StartAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(kind: "Deplyoment"));

        // On Karmada it is the binding that is missing.
        await fleet.UntilConditionAsync("Ready", status: false, reason: fleet.IsKarmada ? "Conflict" : "TargetMissing");
        (await fleet.ConditionAsync("Ready")).Message.ShouldContain("Deplyoment");
    }

    [Fact]
    public async Task A_target_that_is_missing_in_one_member_is_named_and_the_others_share_the_whole()
    {
        var fleet = await StartAsync();
        var missing = fleet.Members[0].Name;
        await fleet.DeployAsync(members: [.. fleet.Members.Skip(1).Select(static member => member.Name)]);

        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();

        var status = await fleet.StatusOfAsync(missing);
        ((string?)status["state"]).ShouldBe("Excluded");
        ((string?)status["reason"])!.ShouldContain("web");
        (await fleet.ConditionAsync("Ready")).Message.ShouldContain(missing);
        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(60);
    }

    [Fact]
    public async Task A_selector_that_matches_nothing_is_named()
    {
        var fleet = await StartAsync();
        await fleet.DeployAsync();

        await fleet.ApplyAsync(Manifests.FedHpa(spec: "placement: {clusterSelector: {matchLabels: {region: nowhere}}}"));
        await fleet.UntilConditionAsync("Ready", status: false, reason: "NoMembers");

        (await fleet.ConditionAsync("Ready")).Message.ShouldContain("spec.placement.clusterSelector");
        (await fleet.SharesAsync()).ShouldBeEmpty();
    }
}
