using System.Text.Json.Nodes;
using FedScaler.Kube.Json;
using FedScaler.Packaging.Tests.Support;

namespace FedScaler.Packaging.Tests.Kustomize;

/// <summary>deploy/base is the chart with its default values, the CRDs and a namespace.</summary>
public sealed class BaseTests
{
    private const string Mend = "run `make chart`, which renders the chart into deploy/base";

    [Fact]
    public void It_takes_every_file_of_its_folder_and_the_CRDs_of_the_chart()
    {
        var here = Directory.GetFiles(RepositoryFiles.PathOf("deploy", "base")).Select(static file => Path.GetFileName(file)!).Where(static file => file != "kustomization.yaml");
        var crds = YamlJson.Parse(RepositoryFiles.Read("charts", "fedscaler", "kustomization.yaml"))!["resources"]!.AsArray().Select(static entry => (string?)entry);

        KustomizeBase.Files.ShouldBe(here, ignoreOrder: true, Mend);
        KustomizeBase.Kustomization["resources"]!.AsArray().Select(static entry => (string?)entry).ShouldContain("../../charts/fedscaler");
        crds.ShouldBe(Directory.GetFiles(RepositoryFiles.PathOf("charts", "fedscaler", "crds")).Select(static file => $"crds/{Path.GetFileName(file)}"), ignoreOrder: true);
    }

    // Otherwise its objects would not be those of its files.
    [Fact]
    public void It_transforms_nothing() =>
        KustomizeBase.Kustomization.AsObject().Select(static one => one.Key).ShouldBe(["apiVersion", "kind", "resources"]);

    [Fact]
    public void Its_namespace_admits_restricted_pods_alone()
    {
        var space = KustomizeBase.Objects().Single(static one => (string?)one["kind"] == "Namespace");

        ((string?)space["metadata"]!["name"]).ShouldBe(RenderedChart.Namespace);
        ((string?)space["metadata"]!["labels"]!["pod-security.kubernetes.io/enforce"]).ShouldBe("restricted");
    }

    [Fact]
    public async Task It_is_the_chart_with_its_default_values_and_the_namespace()
    {
        var chart = Canonical(await ValueSets.ObjectsOfAsync(ValueSets.Defaults));

        Canonical(KustomizeBase.Objects().Where(static one => (string?)one["kind"] != "Namespace")).ShouldBe(chart, Mend);
    }

    [Fact]
    public async Task Kubectl_builds_what_its_files_say()
    {
        var built = YamlJson.ParseAll(await Tool.Kubectl.RunAsync("kustomize", "deploy/base"));

        Canonical(built.Where(static one => (string?)one["kind"] != "CustomResourceDefinition")).ShouldBe(Canonical(KustomizeBase.Objects()));
        built.Where(static one => (string?)one["kind"] == "CustomResourceDefinition").Select(static one => (string?)one["metadata"]!["name"])
            .ShouldBe(["cronhpas.fedscaler.io", "fedhpas.fedscaler.io", "memberclusters.fedscaler.io", "replicabindings.fedscaler.io", "scaleins.fedscaler.io"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_overlay_sets_the_image_and_what_fits_its_size()
    {
        var built = YamlJson.ParseAll(await Tool.Kubectl.RunAsync("kustomize", "deploy/overlays/production"));
        var deployment = built.Single(static one => (string?)one["kind"] == "Deployment");
        var container = deployment["spec"]!["template"]!["spec"]!["containers"]!.AsArray().ShouldHaveSingleItem()!;

        deployment["spec"]!["replicas"]!.GetValue<int>().ShouldBe(3);
        ((string?)container["image"]).ShouldBe("registry.example/fedscaler:0.1.0");
        ((string?)container["resources"]!["limits"]!["memory"]).ShouldBe("4Gi");
        container["args"]!.AsArray().Count.ShouldBeGreaterThan(3);
        built.Where(static one => (string?)one["kind"] != "CustomResourceDefinition").SelectMany(KubernetesTypes.Problems).ShouldBeEmpty();
    }

    /// <summary>Each object on a line, keys in order, without the labels of Helm, sorted.</summary>
    private static IEnumerable<string> Canonical(IEnumerable<JsonNode> objects) => objects.Select(static one => Sorted(one)!.ToJsonString()).Order(StringComparer.Ordinal);

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Where(static one => one.Key is not "helm.sh/chart" and not "app.kubernetes.io/managed-by")
            .OrderBy(static one => one.Key, StringComparer.Ordinal).Select(static one => KeyValuePair.Create(one.Key, Sorted(one.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
