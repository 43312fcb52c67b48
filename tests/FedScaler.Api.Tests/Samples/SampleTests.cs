using System.Text;
using System.Text.Json.Nodes;
using FedScaler.Api.Json;
using FedScaler.Api.Schema;
using FedScaler.Api.Validation;
using FedScaler.Kube.Json;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Samples;

public sealed class SampleTests
{
    private static readonly string Folder = RepositoryFiles.Path("samples");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileName(file)!)];

    [Theory, MemberData(nameof(Files))]
    public void Every_object_of_ours_is_valid_to_the_last_field(string file)
    {
        var documents = YamlJson.ParseAll(File.ReadAllText(Path.Combine(Folder, file)));

        documents.ShouldNotBeEmpty();
        foreach (var value in documents.Select(document => document.AsObject()))
        {
            ((string?)value["metadata"]!["name"]).ShouldNotBeNullOrEmpty();
            if ((string?)value["apiVersion"] != ApiResources.ApiVersion) continue;
            var crd = CrdDescriptions.All.Single(one => one.Resource.Kind == (string?)value["kind"]);
            SchemaValidator.Validate(value, CrdGenerator.Schema(crd.Resource), refuseUnknown: true).ShouldBeEmpty();
            ApiAdmission.Validate(crd.Resource, value, null).ShouldBeEmpty();
            (value["metadata"]!["namespace"] is not null).ShouldBe(crd.Resource.Namespaced);
        }
    }

    [Fact]
    public void There_is_a_sample_of_each_kind()
    {
        var kinds = Directory.GetFiles(Folder, "*.yaml").SelectMany(file => YamlJson.ParseAll(File.ReadAllText(file)))
            .Where(document => (string?)document["apiVersion"] == ApiResources.ApiVersion).Select(document => (string?)document["kind"]).Distinct();

        kinds.Order().ShouldBe(ApiResources.All.Select(resource => resource.Kind).Order());
    }

    [Fact]
    public void The_full_sample_leaves_no_field_of_the_spec_out()
    {
        var spec = StrictReader.ReadYaml(File.ReadAllText(Path.Combine(Folder, "fedhpa-full.yaml")), ApiJson.Default.FedHpa);
        var document = YamlJson.Parse(File.ReadAllText(Path.Combine(Folder, "fedhpa-full.yaml")))!;

        spec.Errors.ShouldBeEmpty();
        document["spec"]!.AsObject().Select(field => field.Key).Order().ShouldBe(
            CrdGenerator.Schema(ApiResources.FedHpas)["properties"]!["spec"]!["properties"]!.AsObject().Select(field => field.Key).Order());
    }

    [Fact]
    public void The_members_secret_belongs_to_the_controllers_namespace_and_holds_the_key_that_is_named()
    {
        var documents = YamlJson.ParseAll(File.ReadAllText(Path.Combine(Folder, "membercluster.yaml")));
        var secret = documents[0];
        var reference = documents[1]["spec"]!["kubeconfigSecretRef"]!;

        ((string?)secret["metadata"]!["name"]).ShouldBe((string?)reference["name"]);
        ((string?)secret["metadata"]!["namespace"]).ShouldBe("fedscaler-system");
        YamlJson.Parse((string)secret["stringData"]![(string)reference["key"]!]!)!["clusters"].ShouldBeOfType<JsonArray>().Count.ShouldBe(1);
    }

    [Fact]
    public void The_members_RBAC_has_no_wildcards_and_reads_no_secrets()
    {
        var roles = YamlJson.ParseAll(File.ReadAllText(Path.Combine(Folder, "member-rbac.yaml"))).Where(document => (string?)document["kind"] == "ClusterRole");

        var rules = new StringBuilder().AppendJoin('\n', roles.Select(role => role["rules"]!.ToJsonString())).ToString();

        rules.ShouldNotBeEmpty();
        rules.ShouldNotContain("*");
        rules.ShouldNotContain("secrets");
    }
}
