using System.Xml.Linq;

namespace FedScaler.Architecture.Tests;

public sealed class ArrowTests
{
    public static TheoryData<string> Projects => [.. Layers.Arrows.Keys];

    [Fact]
    public void Every_project_under_src_has_its_arrows_written_down() =>
        Repository.Files
            .Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .ShouldBe(Layers.Arrows.Keys, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_to_no_project_but_those_its_arrows_name(string project) =>
        XDocument.Parse(Repository.ReadText($"src/{project}/{project}.csproj"))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Except(Layers.Arrows[project], StringComparer.Ordinal)
            .ShouldBeEmpty($"src/{project} points where DESIGN's tree has no arrow");

    [Theory]
    [MemberData(nameof(Projects))]
    public void An_assembly_uses_no_assembly_that_its_arrows_do_not_lead_to(string project) =>
        AssemblyScan.Read(AssemblyScan.PathOf(project)).Assemblies
            .Where(name => Layers.Arrows.ContainsKey(name) || name == "fedscaler")
            .Except(Layers.Reachable(project), StringComparer.Ordinal)
            .ShouldBeEmpty();

    [Fact]
    public void The_arrows_make_no_circle()
    {
        foreach (var project in Layers.Arrows.Keys)
            Layers.Reachable(project).ShouldNotContain(project);
    }

    [Fact]
    public void A_wrong_arrow_would_be_seen() =>
        AssemblyScan.Read(typeof(ArrowTests).Assembly.Location).Assemblies
            .ShouldContain("Shouldly", "the scan must find what this very assembly uses");

    [Fact]
    public void Core_takes_no_package_and_no_framework_beyond_the_base_one() =>
        XDocument.Parse(Repository.ReadText("src/FedScaler.Core/FedScaler.Core.csproj"))
            .Descendants()
            .Where(element => element.Name.LocalName.EndsWith("Reference", StringComparison.Ordinal))
            .ShouldBeEmpty();
}
