using System.Text.Json.Nodes;
using FedScaler.Kube.Json;
using FedScaler.Packaging.Tests.Support;

namespace FedScaler.Packaging.Tests.Chart;

/// <summary>With federation karmada the chart is two releases of one name: the pods, and what belongs on Karmada's API server.</summary>
public sealed class KarmadaChartTests
{
    private const string ControlPlane = "{federation: karmada, karmada: {part: controlPlane}}";
    private const string Service = "{federation: karmada, karmada: {kubeconfigSecret: hub-access, kubeconfigKey: config}}";
    private const string NamedUser = "{federation: karmada, karmada: {part: controlPlane, user: 'system:fedscaler'}}";

    private static readonly string[] ClusterScoped =
        ["ClusterRole", "ClusterRoleBinding", "ClusterPropagationPolicy", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "ResourceInterpreterCustomization"];

    [Fact]
    public async Task The_service_asks_nothing_of_the_cluster_that_it_runs_in()
    {
        var objects = await RenderedChart.OfAsync(Service);

        objects.Select(KindOf).ShouldNotContain(static kind => kind.Contains("Role") || kind.Contains("Admission") || kind.Contains("Policy") && kind != "NetworkPolicy");
        var pod = Single(objects, "Deployment")["spec"]!["template"]!["spec"]!;
        pod["automountServiceAccountToken"]!.GetValue<bool>().ShouldBeFalse();
        pod["volumes"]!.AsArray().ShouldAllBe(static volume => volume!["projected"] == null);
    }

    [Fact]
    public async Task The_service_finds_the_kubeconfig_where_its_Secret_is_mounted()
    {
        var pod = Single(await RenderedChart.OfAsync(Service), "Deployment")["spec"]!["template"]!["spec"]!;
        var volume = pod["volumes"]!.AsArray().Single(static one => one!["secret"] != null)!;
        var mount = pod["containers"]![0]!["volumeMounts"]!.AsArray().Single(one => (string?)one!["name"] == (string?)volume["name"])!;
        var item = volume["secret"]!["items"]!.AsArray().ShouldHaveSingleItem()!;
        var arguments = Arguments(pod);

        ((string?)volume["secret"]!["secretName"]).ShouldBe("hub-access");
        ((string?)item["key"]).ShouldBe("config");
        mount["readOnly"]!.GetValue<bool>().ShouldBeTrue();
        arguments[arguments.IndexOf("--kubeconfig") + 1].ShouldBe($"{mount["mountPath"]}/{item["path"]}");
        arguments[arguments.IndexOf("--federation") + 1].ShouldBe("karmada");
    }

    [Theory]
    [InlineData(Service, "$(POD_NAMESPACE)")]
    [InlineData("{federation: karmada, karmada: {kubeconfigSecret: a, namespace: autoscaling}}", "autoscaling")]
    public async Task Lease_and_brake_are_in_the_control_planes_namespace(string values, string ns)
    {
        var arguments = Arguments(Single(await RenderedChart.OfAsync(values), "Deployment")["spec"]!["template"]!["spec"]!);

        arguments[arguments.IndexOf("--namespace") + 1].ShouldBe(ns);
    }

    // Named apart, no write would pass the fence.
    [Fact]
    public async Task Both_halves_name_the_same_Lease_and_brake()
    {
        var arguments = Arguments(Single(await RenderedChart.OfAsync(Service), "Deployment")["spec"]!["template"]!["spec"]!);
        var hub = await RenderedChart.OfAsync(ControlPlane);
        var granted = Single(hub, "Role")["rules"]!.AsArray().SelectMany(static rule => rule!["resourceNames"]?.AsArray() ?? []).Select(static name => (string?)name).Distinct();

        granted.ShouldBe([arguments[arguments.IndexOf("--leader-elect-resource-name") + 1]]);
        granted.ShouldBe([arguments[arguments.IndexOf("--brake") + 1]]);
        granted.ShouldBe([(string?)Single(hub, "ValidatingAdmissionPolicyBinding")["spec"]!["paramRef"]!["name"]]);
    }

    [Theory]
    [InlineData(ControlPlane)]
    [InlineData(NamedUser)]
    public async Task On_the_control_plane_nothing_runs_and_every_object_has_its_fields_and_its_namespace(string values)
    {
        var objects = await RenderedChart.OfAsync(values);

        objects.SelectMany(KubernetesTypes.Problems).ShouldBeEmpty();
        objects.Select(KindOf).ShouldNotContain(static kind => kind == "Deployment" || kind == "Service" || kind == "NetworkPolicy" || kind == "PodDisruptionBudget");
        objects.Select(static one => $"{one["kind"]}/{one["metadata"]!["name"]}").ShouldBeUnique();
        foreach (var one in objects) ((string?)one["metadata"]!["namespace"]).ShouldBe(ClusterScoped.Contains(KindOf(one)) ? null : RenderedChart.Namespace, KindOf(one));
    }

    [Theory]
    [InlineData(ControlPlane, "ServiceAccount", "fedscaler", "system:serviceaccount:fedscaler-system:fedscaler")]
    [InlineData(NamedUser, "User", "system:fedscaler", "system:fedscaler")]
    public async Task One_and_the_same_user_is_bound_let_through_the_proxy_known_in_the_members_and_fenced(string values, string kind, string name, string username)
    {
        var objects = await RenderedChart.OfAsync(values);
        var all = objects.SelectMany(static one => one["subjects"]?.AsArray() ?? []).ToList();
        var subjects = all.Where(static subject => (string?)subject!["kind"] != "Group").ToList();

        subjects.Count.ShouldBe(3);
        // Karmada asks in the members for the right to act for the groups of a ServiceAccount, too.
        all.Except(subjects).Select(static subject => (string?)subject!["name"])
            .ShouldBe(kind == "ServiceAccount" ? ["system:serviceaccounts", $"system:serviceaccounts:{RenderedChart.Namespace}"] : []);
        subjects.ShouldAllBe(subject => (string?)subject!["kind"] == kind && (string?)subject["name"] == name);
        Single(objects, "ValidatingAdmissionPolicy")["spec"]!["matchConditions"]![0]!["expression"]!.GetValue<string>().ShouldEndWith($"== '{username}'");
        objects.Any(static one => KindOf(one) == "ServiceAccount").ShouldBe(kind == "ServiceAccount");
        objects.Any(static one => KindOf(one) == "Secret").ShouldBe(kind == "ServiceAccount");
    }

    // Karmada lets be impersonated whom a ClusterRoleBinding to a rule on clusters/proxy names; a RoleBinding, or a role of another kind, it does not look at.
    [Fact]
    public async Task The_proxy_is_granted_by_a_ClusterRole_through_a_ClusterRoleBinding()
    {
        var objects = await RenderedChart.OfAsync(ControlPlane);
        var role = objects.Where(static one => KindOf(one) == "ClusterRole").Single(static one => one["rules"]!.ToJsonString() is var rules && rules.Contains("clusters/proxy") && rules.Contains('*'));

        objects.Single(one => KindOf(one) == "ClusterRoleBinding" && (string?)one["roleRef"]!["name"] == (string?)role["metadata"]!["name"])["subjects"]!.AsArray().ShouldHaveSingleItem();
        role["rules"]!.AsArray().Where(static rule => rule!["verbs"]!.ToJsonString().Contains('*')).ShouldHaveSingleItem()!["resources"]!.ToJsonString().ShouldBe("""["clusters/proxy"]""");
    }

    [Fact]
    public async Task The_policy_distributes_the_members_role_and_its_binding_and_nothing_else()
    {
        var objects = await RenderedChart.OfAsync(ControlPlane);
        var selected = Single(objects, "ClusterPropagationPolicy")["spec"]!["resourceSelectors"]!.AsArray()
            .Select(selector => objects.Single(one => KindOf(one) == (string?)selector!["kind"] && (string?)one["apiVersion"] == (string?)selector["apiVersion"] && (string?)one["metadata"]!["name"] == (string?)selector["name"]))
            .ToList();

        selected.Select(KindOf).ShouldBe(["ClusterRole", "ClusterRoleBinding"]);
        ((string?)selected[1]["roleRef"]!["name"]).ShouldBe((string?)selected[0]["metadata"]!["name"]);
        selected[0]["rules"]!.ToJsonString().ShouldNotContain("karmada.io");
    }

    [Fact]
    public async Task Every_interpreter_of_the_chart_is_installed_and_none_where_it_is_switched_off()
    {
        var folder = RepositoryFiles.PathOf("charts", "fedscaler", "karmada");
        var files = Directory.GetFiles(folder, "*.yaml").SelectMany(static file => YamlJson.ParseAll(File.ReadAllText(file))).Select(static one => (string?)one["metadata"]!["name"]).ToList();

        files.ShouldNotBeEmpty();
        (await InterpretersAsync("true")).ShouldBe(files, ignoreOrder: true);
        (await InterpretersAsync("false")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_granted_by_other_means_is_not_made() =>
        (await RenderedChart.OfAsync("{federation: karmada, rbac: {create: false}, fence: {enabled: false}, karmada: {part: controlPlane, memberRights: false, tokenSecret: false, interpreters: false}}"))
            .Select(KindOf).ShouldBe(["ServiceAccount"]);

    private static async Task<IEnumerable<string?>> InterpretersAsync(string on) =>
        (await RenderedChart.OfAsync($"{{federation: karmada, karmada: {{part: controlPlane, interpreters: {on}}}}}"))
            .Where(static one => KindOf(one) == "ResourceInterpreterCustomization").Select(static one => (string?)one["metadata"]!["name"]);

    private static string KindOf(JsonNode one) => (string)one["kind"]!;

    private static JsonNode Single(IEnumerable<JsonNode> objects, string kind) => objects.Single(one => KindOf(one) == kind);

    private static List<string> Arguments(JsonNode pod) => [.. pod["containers"]![0]!["args"]!.AsArray().Select(static argument => (string)argument!)];
}
