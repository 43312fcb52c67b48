using System.Text.Json.Nodes;
using FedScaler.Packaging.Tests.Support;

namespace FedScaler.Packaging.Tests.Chart;

public sealed class DeploymentTests
{
    [Theory, InlineData(ValueSets.Base), InlineData(ValueSets.Defaults)]
    public async Task Two_copies_run_and_elect_the_one_that_writes(string set)
    {
        var spec = (await ValueSets.SingleAsync(set, "Deployment"))["spec"]!;

        spec["replicas"]!.GetValue<int>().ShouldBe(2);
        spec["strategy"]!.ToJsonString().ShouldBe("""{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1,"maxUnavailable":0}}""");
        Arguments(spec).ShouldContain("--leader-elect");
    }

    [Theory, InlineData(ValueSets.Base), InlineData(ValueSets.OneReplica)]
    public async Task Copies_would_rather_not_share_a_node_or_a_zone(string set)
    {
        var terms = Pod((await ValueSets.SingleAsync(set, "Deployment"))["spec"]!)["affinity"]!["podAntiAffinity"]!["preferredDuringSchedulingIgnoredDuringExecution"]!.AsArray();

        terms.Select(static term => (string?)term!["podAffinityTerm"]!["topologyKey"]).ShouldBe(["kubernetes.io/hostname", "topology.kubernetes.io/zone"]);
        terms.ShouldAllBe(static term => term!["podAffinityTerm"]!["labelSelector"]!["matchLabels"]!["app.kubernetes.io/instance"] != null);
    }

    [Fact]
    public async Task An_affinity_of_ones_own_takes_the_place_of_the_default()
    {
        var pod = Pod((await DeploymentOfAsync("affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: pool, operator: Exists}]}]}}}"))["spec"]!);

        pod["affinity"]!.AsObject().Select(static one => one.Key).ShouldBe(["nodeAffinity"]);
    }

    [Theory]
    [InlineData("", "fedscaler")]
    [InlineData(", labelSelector: {matchLabels: {app.kubernetes.io/name: mine}}", "mine")]
    public async Task A_spread_constraint_without_a_selector_gets_the_charts(string selector, string name)
    {
        var pod = Pod((await DeploymentOfAsync($"topologySpreadConstraints: [{{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule{selector}}}]"))["spec"]!);

        var constraint = pod["topologySpreadConstraints"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)constraint["labelSelector"]!["matchLabels"]!["app.kubernetes.io/name"]).ShouldBe(name);
        ((string?)constraint["topologyKey"]).ShouldBe("zone");
    }

    [Theory]
    [InlineData("", "fedscaler/fedscaler:0.1.0")]
    [InlineData("image: {tag: 1.2.3}", "fedscaler/fedscaler:1.2.3")]
    [InlineData("image: {tag: 1.2.3, digest: 'sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'}", "fedscaler/fedscaler@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public async Task The_image_is_pinned_by_version_or_by_content(string values, string image) =>
        ((string?)Pod((await DeploymentOfAsync(values))["spec"]!)["containers"]![0]!["image"]).ShouldBe(image);

    [Theory, InlineData(ValueSets.Base), InlineData(ValueSets.EverythingOn)]
    public async Task It_is_probed_on_the_port_that_it_serves(string set)
    {
        var spec = (await ValueSets.SingleAsync(set, "Deployment"))["spec"]!;
        var container = Pod(spec)["containers"]![0]!;
        var port = container["ports"]![0]!;
        var arguments = Arguments(spec);

        arguments[arguments.IndexOf("--metrics-address") + 1].ShouldEndWith($":{port["containerPort"]}");
        foreach (var (probe, path) in new[] { ("livenessProbe", "/healthz"), ("readinessProbe", "/readyz") })
        {
            ((string?)container[probe]!["httpGet"]!["path"]).ShouldBe(path);
            ((string?)container[probe]!["httpGet"]!["port"]).ShouldBe((string?)port["name"]);
        }
    }

    // Three files name the same Lease; were they to differ, no write would pass.
    [Theory, InlineData(ValueSets.Base), InlineData(ValueSets.EverythingOn), InlineData(ValueSets.LongNames)]
    public async Task Its_Lease_is_the_one_that_is_granted_and_that_the_fence_goes_by(string set)
    {
        var objects = await ValueSets.ObjectsOfAsync(set);
        var lease = ArgumentOf(objects, "--leader-elect-resource-name");

        ((string?)objects.Single(static one => (string?)one["kind"] == "ValidatingAdmissionPolicyBinding")["spec"]!["paramRef"]!["name"]).ShouldBe(lease);
        NamesGranted(objects, "leases").ShouldBe([lease]);
    }

    [Theory, InlineData(ValueSets.Base), InlineData(ValueSets.EverythingOn), InlineData(ValueSets.LongNames)]
    public async Task Its_brake_is_the_ConfigMap_that_it_may_read(string set)
    {
        var objects = await ValueSets.ObjectsOfAsync(set);

        NamesGranted(objects, "configmaps").ShouldBe([ArgumentOf(objects, "--brake")]);
    }

    // All the way to what comes after them: the hub, which there is none.
    [Theory, InlineData(ValueSets.Base), InlineData(ValueSets.EverythingOn)]
    public async Task The_program_knows_its_arguments(string set)
    {
        var arguments = Arguments((await ValueSets.SingleAsync(set, "Deployment"))["spec"]!).Select(static one => one.Replace("$(POD_NAMESPACE)", "shop", StringComparison.Ordinal));

        var (exitCode, _, error) = await Tool.Dotnet.TryAsync([Path.Combine(AppContext.BaseDirectory, "fedscaler.dll"), .. arguments, "--kubeconfig", "no-such-file"]);

        exitCode.ShouldNotBe(0);
        error.ShouldContain("no-such-file");
        error.ShouldNotContain("Unrecognized");
    }

    [Fact]
    public async Task The_brake_is_an_argument()
    {
        Arguments((await DeploymentOfAsync("paused: true"))["spec"]!).ShouldContain("--paused");
        Arguments((await DeploymentOfAsync(""))["spec"]!).ShouldNotContain("--paused");
    }

    [Fact]
    public async Task What_goes_out_is_limited_to_DNS_and_the_API_servers_where_that_is_asked_for()
    {
        var open = (await ValueSets.SingleAsync(ValueSets.Defaults, "NetworkPolicy"))["spec"]!;
        var closed = (await ValueSets.SingleAsync(ValueSets.EverythingOn, "NetworkPolicy"))["spec"]!;

        open["policyTypes"]!.ToJsonString().ShouldBe("""["Ingress"]""");
        open.AsObject().ContainsKey("egress").ShouldBeFalse();
        closed["policyTypes"]!.ToJsonString().ShouldBe("""["Ingress","Egress"]""");
        closed["egress"]!.AsArray().Select(static rule => rule!["ports"]!.ToJsonString()).ShouldBe(
            ["""[{"port":5353,"protocol":"UDP"},{"port":5353,"protocol":"TCP"}]""", """[{"port":6443,"protocol":"TCP"}]"""]);
        closed["egress"]!.AsArray().ShouldAllBe(static rule => rule!["to"] != null);
    }

    [Fact]
    public async Task The_budget_holds_up_no_drain()
    {
        var budget = (await ValueSets.SingleAsync(ValueSets.OneReplica, "PodDisruptionBudget"))["spec"]!;

        budget["maxUnavailable"]!.GetValue<int>().ShouldBe(1);
        budget.AsObject().ContainsKey("minAvailable").ShouldBeFalse();
        ((string?)budget["unhealthyPodEvictionPolicy"]).ShouldBe("AlwaysAllow");
    }

    [Fact]
    public async Task Switched_off_nothing_is_left_but_the_Deployment() =>
        (await ValueSets.ObjectsOfAsync(ValueSets.EverythingOff)).Select(static one => (string?)one["kind"])
            .Where(static kind => kind is "Service" or "ServiceAccount" or "ClusterRole" or "Role" or "RoleBinding" or "NetworkPolicy" or "PodDisruptionBudget" or "ValidatingAdmissionPolicy" or "ServiceMonitor")
            .ShouldBeEmpty();

    private static async Task<JsonNode> DeploymentOfAsync(string values) =>
        (await RenderedChart.OfAsync(values)).Single(static one => (string?)one["kind"] == "Deployment");

    private static string ArgumentOf(IReadOnlyList<JsonNode> objects, string name)
    {
        var arguments = Arguments(objects.Single(static one => (string?)one["kind"] == "Deployment")["spec"]!);
        return arguments[arguments.IndexOf(name) + 1];
    }

    private static IEnumerable<string?> NamesGranted(IReadOnlyList<JsonNode> objects, string resource) =>
        objects.Where(static one => (string?)one["kind"] == "Role").SelectMany(static role => role["rules"]!.AsArray())
            .Where(rule => rule!["resources"]!.AsArray().Any(one => (string?)one == resource)).SelectMany(static rule => rule!["resourceNames"]?.AsArray() ?? [])
            .Select(static name => (string?)name).Distinct();

    private static JsonNode Pod(JsonNode spec) => spec["template"]!["spec"]!;

    private static List<string> Arguments(JsonNode spec) => [.. Pod(spec)["containers"]![0]!["args"]!.AsArray().Select(static argument => (string)argument!)];
}
