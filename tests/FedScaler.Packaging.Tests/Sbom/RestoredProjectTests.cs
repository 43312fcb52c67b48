using System.Text.Json.Nodes;
using FedScaler.Packaging.Sbom;
using FedScaler.Packaging.Tests.Support;

namespace FedScaler.Packaging.Tests.Sbom;

/// <summary>What was restored for the program.</summary>
public sealed class RestoredProjectTests
{
    private static readonly string Folder = RepositoryFiles.PathOf("src", "FedScaler");

    [Fact]
    public async Task It_is_every_package_of_the_lock_file_with_its_hash()
    {
        var project = await RestoredProject.ReadAsync(Folder);
        var locked = JsonNode.Parse(RepositoryFiles.Read("src", "FedScaler", "packages.lock.json"))!["dependencies"]!["net10.0"]!.AsObject()
            .Where(static one => (string?)one.Value!["type"] != "Project");

        project.Packages.Select(static package => $"{package.Name} {package.Version} {package.Sha512}").ShouldBe(
            locked.Select(static one => $"{one.Key} {one.Value!["resolved"]} {Convert.ToHexStringLower(Convert.FromBase64String((string)one.Value["contentHash"]!))}"), ignoreOrder: true);
    }

    // The other source of the same truth: what the runtime is told to load.
    [Fact]
    public async Task What_ships_is_what_the_program_loads()
    {
        var project = await RestoredProject.ReadAsync(Folder);
        var dependencies = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "fedscaler.deps.json")))!;
        var loaded = dependencies["libraries"]!.AsObject().Where(static one => (string?)one.Value!["type"] == "package").Select(static one => one.Key);

        project.Packages.Where(static package => package.Ships).Select(static package => $"{package.Name}/{package.Version}").ShouldBe(loaded, ignoreOrder: true);
    }

    [Fact]
    public async Task It_knows_the_licences_and_who_asks_for_what()
    {
        var project = await RestoredProject.ReadAsync(Folder);

        project.Packages.Single(static package => package.Name == "YamlDotNet").License.ShouldBe("MIT");
        project.Packages.Single(static package => package.Name == "Meziantou.Analyzer").Ships.ShouldBeFalse();
        project.DependsOn.ShouldContain("YamlDotNet");
        project.Name.ShouldBe("fedscaler");
    }
}
