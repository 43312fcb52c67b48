using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FedScaler.Api.Schema;
using FedScaler.Api.Validation;
using FedScaler.Kube.Json;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Samples;

/// <summary>The YAML that the documents show can be applied as it stands.</summary>
public sealed partial class DocumentTests
{
    private static readonly (string File, string Yaml)[] Blocks =
    [
        .. from file in Directory.GetFiles(RepositoryFiles.Path("docs"), "*.md").Append(RepositoryFiles.Path("README.md")).Order(StringComparer.Ordinal)
           from Match block in Fence().Matches(File.ReadAllText(file))
           select (Path.GetFileName(file), block.Groups["yaml"].Value),
    ];

    public static TheoryData<string> Documents => [.. Blocks.Select(static block => block.File).Distinct()];

    [Theory, MemberData(nameof(Documents))]
    public void Every_object_of_ours_that_a_document_shows_is_valid(string document)
    {
        foreach (var value in Blocks.Where(block => block.File == document).SelectMany(static block => YamlJson.ParseAll(block.Yaml)).Select(static node => node.AsObject()))
        {
            if ((string?)value["apiVersion"] != ApiResources.ApiVersion) continue;
            var resource = CrdDescriptions.All.Single(one => one.Resource.Kind == (string?)value["kind"]).Resource;
            SchemaValidator.Validate(value, CrdGenerator.Schema(resource), refuseUnknown: true).ShouldBeEmpty();
            ApiAdmission.Validate(resource, value, null).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Each_kind_that_users_write_is_shown_in_a_document()
    {
        var shown = Blocks.SelectMany(static block => YamlJson.ParseAll(block.Yaml)).Select(static node => (string?)(node as JsonObject)?["kind"]).ToHashSet(StringComparer.Ordinal);

        foreach (var kind in (string[])["FedHPA", "CronHPA", "ReplicaBinding"]) shown.ShouldContain(kind);
    }

    [GeneratedRegex(@"^```yaml[^\n]*\n(?<yaml>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fence();
}
