using FedScaler.Hosting.Federations;
using FedScaler.Kube.Client;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Hosting.Federations;

public sealed class FederationDiscoveryTests
{
    [Fact]
    public async Task A_hub_that_serves_Clusters_and_Works_is_of_Karmada() =>
        (await AskAsync(Ready().Answer("/apis", ScriptedHub.Groups("apps", "cluster.karmada.io", "policy.karmada.io", "work.karmada.io")))).ShouldBe(FederationKind.Karmada);

    [Theory]
    [InlineData("apps", "fedscaler.io")]
    [InlineData("apps", "operator.karmada.io")]
    public async Task A_hub_that_serves_neither_is_direct(params string[] groups) => (await AskAsync(Ready().Answer("/apis", ScriptedHub.Groups(groups)))).ShouldBe(FederationKind.Direct);

    [Theory]
    [InlineData("cluster.karmada.io", "work.karmada.io")]
    [InlineData("work.karmada.io", "cluster.karmada.io")]
    public async Task One_half_of_Karmada_is_no_answer_and_what_is_missing_is_named(string served, string missing)
    {
        var refused = await Should.ThrowAsync<UnclearFederationException>(() => AskAsync(Ready().Answer("/apis", ScriptedHub.Groups("apps", served))));

        refused.Message.ShouldContain($"{served} and not {missing}");
        refused.Message.ShouldContain("--federation");
    }

    // A server that has just started serves no group of a CRD: taken at its word, a Karmada control plane would be direct.
    [Fact]
    public async Task A_hub_that_is_not_ready_is_not_believed()
    {
        var hub = new ScriptedHub().Fail("/readyz", ScriptedHub.Refusal(500, "[-]poststarthook/crd-informer-synced failed")).Answer("/apis", ScriptedHub.Groups("apps"));

        (await Should.ThrowAsync<UnclearFederationException>(() => AskAsync(hub))).Message.ShouldContain("crd-informer-synced");
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_hub_that_does_not_show_its_readiness_is_asked_all_the_same(int code) =>
        (await AskAsync(new ScriptedHub().Fail("/readyz", ScriptedHub.Refusal(code, "no")).Answer("/apis", ScriptedHub.Groups("cluster.karmada.io", "work.karmada.io"))))
            .ShouldBe(FederationKind.Karmada);

    [Fact]
    public async Task Who_may_not_ask_is_told_so() =>
        (await Should.ThrowAsync<KubeApiException>(() => AskAsync(Ready().Fail("/apis", ScriptedHub.Refusal(403, "forbidden"))))).Code.ShouldBe(403);

    private static ScriptedHub Ready() => new ScriptedHub().Answer("/readyz", "ok");

    private static Task<FederationKind> AskAsync(ScriptedHub hub) => FederationDiscovery.AskAsync(hub, TestContext.Current.CancellationToken);
}
