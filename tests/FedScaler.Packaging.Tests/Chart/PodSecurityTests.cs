using System.Text.Json.Nodes;
using FedScaler.Packaging.Tests.Support;

namespace FedScaler.Packaging.Tests.Chart;

/// <summary>
/// The controls of the Pod Security Standard "restricted", which holds those of "baseline" too, field by field
/// (kubernetes.io/docs/concepts/security/pod-security-standards), and what FedScaler asks beyond them.
/// </summary>
public sealed class PodSecurityTests
{
    private static readonly string[] AllowedVolumes = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    public static TheoryData<string> Sets => ValueSets.Names;

    /// <summary>Those whose hub is the cluster that they run in.</summary>
    public static TheoryData<string> InClusterSets => [.. ValueSets.Names.Select(static row => row.Data).Where(static set => set != ValueSets.KarmadaService)];

    [Theory, MemberData(nameof(Sets))]
    public async Task Nothing_of_the_node_is_shared(string set)
    {
        var pod = await PodOfAsync(set);

        foreach (var field in (string[])["hostNetwork", "hostPID", "hostIPC", "hostUsers"]) pod.ContainsKey(field).ShouldBeFalse(field);
        Containers(pod).SelectMany(static container => container["ports"]?.AsArray() ?? []).ShouldAllBe(static port => port!["hostPort"] == null);
        pod["volumes"]!.AsArray().SelectMany(static volume => volume!.AsObject().Select(static field => field.Key)).Where(static field => field != "name")
            .ShouldAllBe(static kind => AllowedVolumes.Contains(kind));
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task It_runs_as_a_user_who_is_nobody(string set)
    {
        var pod = await PodOfAsync(set);

        pod["securityContext"]!.ToJsonString().ShouldBe(
            """{"runAsNonRoot":true,"runAsUser":65532,"runAsGroup":65532,"fsGroup":65532,"seccompProfile":{"type":"RuntimeDefault"}}""");
    }

    // The whole of it, so that nothing can be added that would take a control back: procMount, seLinuxOptions, windowsOptions, capabilities.add.
    [Theory, MemberData(nameof(Sets))]
    public async Task Its_containers_gain_no_privilege_and_write_to_no_image(string set)
    {
        var containers = Containers(await PodOfAsync(set)).ToList();

        containers.Select(static container => container["securityContext"]!.ToJsonString()).ShouldBe(
            ["""{"allowPrivilegeEscalation":false,"readOnlyRootFilesystem":true,"capabilities":{"drop":["ALL"]}}"""]);
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task Its_annotations_and_sysctls_loosen_nothing(string set)
    {
        var template = (await ValueSets.SingleAsync(set, "Deployment"))["spec"]!["template"]!;

        (template["metadata"]!["annotations"]?.AsObject() ?? []).ShouldAllBe(static one => !one.Key.Contains("apparmor") && !one.Key.Contains("seccomp"));
        template["spec"]!["securityContext"]!["sysctls"].ShouldBeNull();
    }

    [Theory, MemberData(nameof(InClusterSets))]
    public async Task Its_token_is_asked_for_and_ends(string set)
    {
        var pod = await PodOfAsync(set);
        var volume = pod["volumes"]!.AsArray().Single(static one => one!["projected"] != null)!;
        var mount = Containers(pod).Single()["volumeMounts"]!.AsArray().Single(one => (string?)one!["name"] == (string?)volume["name"])!;
        var sources = volume["projected"]!["sources"]!.AsArray();

        pod["automountServiceAccountToken"]!.GetValue<bool>().ShouldBeFalse();
        ((string?)mount["mountPath"]).ShouldBe("/var/run/secrets/kubernetes.io/serviceaccount", "InClusterConfig reads it there");
        mount["readOnly"]!.GetValue<bool>().ShouldBeTrue();
        sources[0]!["serviceAccountToken"]!["expirationSeconds"]!.GetValue<int>().ShouldBeInRange(600, 3600);
        sources.SelectMany(PathsOf).ShouldBe(["token", "ca.crt", "namespace"]);
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task Its_account_is_handed_no_token_unasked(string set) =>
        (await ValueSets.ObjectsOfAsync(set)).Where(static one => (string?)one["kind"] == "ServiceAccount")
            .ShouldAllBe(static account => !account["automountServiceAccountToken"]!.GetValue<bool>());

    private static async Task<JsonObject> PodOfAsync(string set) => (await ValueSets.SingleAsync(set, "Deployment"))["spec"]!["template"]!["spec"]!.AsObject();

    private static IEnumerable<JsonNode> Containers(JsonObject pod) =>
        new[] { "initContainers", "containers", "ephemeralContainers" }.SelectMany(kind => pod[kind]?.AsArray() ?? []).Select(static container => container!);

    private static IEnumerable<string> PathsOf(JsonNode? source) => source!.AsObject().Single() switch
    {
        { Key: "serviceAccountToken", Value: var token } => [(string)token!["path"]!],
        var other => other.Value!["items"]!.AsArray().Select(static item => (string)item!["path"]!),
    };
}
