using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FedScaler.Packaging.Sbom;

namespace FedScaler.Packaging.Tests.Sbom;

/// <summary>Held to what the schema of CycloneDX 1.6 (cyclonedx.org/schema/bom-1.6.schema.json) asks of the parts that are written.</summary>
public sealed class CycloneDxTests
{
    private static readonly string Hash = new('a', 128);

    private static readonly RestoredProject Project = new(
        "app", "1.0.0",
        [
            new RestoredPackage("Alpha", "1.2.3", Hash, "MIT", Ships: true, ["Beta", "System.Memory"]),
            new RestoredPackage("Beta", "2.0.0-rc.1+x", Hash, null, Ships: true, []),
            new RestoredPackage("Checker", "3.0.0", Hash, "Apache-2.0 OR MIT", Ships: false, []),
        ],
        ["Alpha", "Checker"]);

    private static readonly JsonNode Bom = JsonNode.Parse(CycloneDx.Write(Project))!;

    [Fact]
    public void It_says_which_format_it_is()
    {
        Bom.AsObject().Select(static one => one.Key).ShouldBe(["$schema", "bomFormat", "specVersion", "serialNumber", "version", "metadata", "components", "dependencies"]);
        ((string?)Bom["bomFormat"]).ShouldBe("CycloneDX");
        ((string?)Bom["specVersion"]).ShouldBe("1.6");
        Bom["version"]!.GetValue<int>().ShouldBe(1);
        ((string?)Bom["metadata"]!["component"]!["type"]).ShouldBe("application");
    }

    [Fact]
    public void Its_serial_number_follows_from_its_content()
    {
        var number = (string)Bom["serialNumber"]!;
        var other = JsonNode.Parse(CycloneDx.Write(Project with { Version = "1.0.1" }))!;

        number.ShouldMatch("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$");
        CycloneDx.Write(Project).ShouldBe(CycloneDx.Write(Project));
        ((string?)other["serialNumber"]).ShouldNotBe(number);
    }

    [Fact]
    public void A_component_is_named_by_its_package_URL_hashed_and_licensed()
    {
        Bom["components"]![0]!.ToJsonString().ShouldBe(
            $$"""{"type":"library","bom-ref":"pkg:nuget/Alpha@1.2.3","name":"Alpha","version":"1.2.3","scope":"required","hashes":[{"alg":"SHA-512","content":"{{Hash}}"}],"licenses":[{"expression":"MIT"}],"purl":"pkg:nuget/Alpha@1.2.3"}""");
        ((string?)Bom["components"]![1]!["purl"]).ShouldBe("pkg:nuget/Beta@2.0.0-rc.1%2Bx");
        Bom["components"]![1]!.AsObject().ContainsKey("licenses").ShouldBeFalse();
    }

    [Fact]
    public void What_serves_the_build_alone_is_told_apart() =>
        Bom["components"]!.AsArray().Select(static one => $"{one!["name"]} {one["scope"]}").ShouldBe(["Alpha required", "Beta required", "Checker excluded"]);

    [Fact]
    public void Its_graph_names_components_and_nothing_else()
    {
        var known = Bom["components"]!.AsArray().Select(static one => (string)one!["bom-ref"]!).Append((string)Bom["metadata"]!["component"]!["bom-ref"]!).ToList();

        known.ShouldBeUnique();
        Bom["dependencies"]!.AsArray().Select(static one => (string)one!["ref"]!).ShouldBe(known, ignoreOrder: true);
        Bom["dependencies"]!.AsArray().SelectMany(static one => one!["dependsOn"]!.AsArray()).Select(static one => (string)one!).ShouldBeSubsetOf(known);
        Bom["dependencies"]![0]!["dependsOn"]!.ToJsonString().ShouldBe("""["pkg:nuget/Alpha@1.2.3","pkg:nuget/Checker@3.0.0"]""");
        Bom["dependencies"]![1]!["dependsOn"]!.ToJsonString().ShouldBe("""["pkg:nuget/Beta@2.0.0-rc.1%2Bx"]""");
    }

    [Fact]
    public void Its_hashes_have_the_length_of_their_kind() =>
        Bom["components"]!.AsArray().SelectMany(static one => one!["hashes"]!.AsArray()).ShouldAllBe(static hash => Regex.IsMatch((string)hash!["content"]!, "^[0-9a-f]{128}$"));
}
