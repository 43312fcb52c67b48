using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FedScaler.Kube.Json;
using FedScaler.Packaging.Tests.Support;

namespace FedScaler.Packaging.Tests.Image;

/// <summary>What can be held of the image without building it; CI runs the very command that publishes the program (eng/check-publish.sh).</summary>
public sealed class DockerfileTests
{
    private static readonly Dockerfile Parsed = Dockerfile.Parse(RepositoryFiles.Read("Dockerfile"));

    [Fact]
    public void Everything_that_is_copied_is_there()
    {
        Parsed.CopiedFromContext().ShouldNotBeEmpty();
        foreach (var source in Parsed.CopiedFromContext())
        {
            var folder = RepositoryFiles.PathOf(Path.GetDirectoryName(source)!);
            Directory.EnumerateFileSystemEntries(folder, Path.GetFileName(source)).ShouldNotBeEmpty($"COPY {source}");
        }
    }

    [Fact]
    public void Nothing_that_is_copied_is_ignored()
    {
        var kept = RepositoryFiles.Read(".dockerignore").Split('\n').Where(static line => line.StartsWith('!')).Select(static line => line[1..]).ToList();

        Parsed.CopiedFromContext().ShouldAllBe(source => kept.Any(entry => source == entry || source.StartsWith($"{entry}/", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_packages_of_every_project_that_is_compiled_are_restored_before_the_sources_are_copied()
    {
        var projects = ProjectsOf("src/FedScaler/FedScaler.csproj").Distinct().ToList();
        var restore = Parsed.Instructions.Index().Single(static one => one.Item.Arguments.StartsWith("dotnet restore", StringComparison.Ordinal)).Index;
        var early = new Dockerfile { Instructions = [.. Parsed.Instructions.Take(restore), ("FROM", "end")] }.CopiedFromContext().ToList();

        projects.Count.ShouldBe(7);
        foreach (var project in projects)
            early.ShouldContain(project);
        foreach (var project in projects)
            early.ShouldContain(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json").Replace('\\', '/'));
        early.ShouldNotContain("src");
        Parsed.Of("RUN").First().ShouldBe("dotnet restore src/FedScaler --locked-mode");
    }

    [Fact]
    public void What_the_projects_take_from_beside_the_sources_is_copied_too()
    {
        var outside = Directory.GetFiles(RepositoryFiles.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .SelectMany(static project => Regex.Matches(File.ReadAllText(project), "Include=\"\\.\\./\\.\\./(?<path>[^\"]+)\"").Select(static item => item.Groups["path"].Value)).ToList();

        outside.ShouldNotBeEmpty();
        outside.ShouldAllBe(path => Parsed.CopiedFromContext().Any(copied => path.StartsWith($"{copied}/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Its_base_images_come_from_one_place_by_a_tag()
    {
        var images = Parsed.Of("FROM").Select(static from => Regex.Match(from, @"mcr\.microsoft\.com/(?<name>\S+):(?<tag>\S+)")).ToList();

        images.ShouldAllBe(static image => image.Success && image.Groups["tag"].Value.StartsWith("10.0"));
        images[^1].Groups["name"].Value.ShouldBe("dotnet/aspnet");
        // Without "extra" there are no time zones (dotnet/dotnet-docker, documentation/ubuntu-chiseled.md), and a CronHPA in Asia/Shanghai would be refused.
        images[^1].Groups["tag"].Value.ShouldEndWith("-chiseled-extra");
    }

    // Lock files name the SDK's own build package by its version; an SDK that brings another one refuses them.
    [Fact]
    public void Its_SDK_is_one_that_the_repository_builds_with()
    {
        var asked = JsonNode.Parse(RepositoryFiles.Read("global.json"))!["sdk"]!;
        var used = Regex.Match(Parsed.Of("FROM").First(), @"sdk:(?<version>\d+\.\d+\.\d+)").Groups["version"].Value;

        Version.Parse(used).ShouldBeGreaterThanOrEqualTo(Version.Parse((string)asked["version"]!));
        Version.Parse(used).Major.ShouldBe(Version.Parse((string)asked["version"]!).Major);
        ((string?)asked["rollForward"]).ShouldBe("latestFeature");
    }

    [Fact]
    public async Task It_runs_as_the_user_that_the_chart_names_and_without_a_shell()
    {
        var pod = (await ValueSets.SingleAsync(ValueSets.Base, "Deployment"))["spec"]!["template"]!["spec"]!;

        Parsed.Of("USER", lastStage: true).ShouldBe([$"{pod["securityContext"]!["runAsUser"]}:{pod["securityContext"]!["runAsGroup"]}"]);
        Parsed.Of("ENTRYPOINT", lastStage: true).ShouldBe(["""["dotnet", "/app/fedscaler.dll"]"""]);
        Parsed.Of("RUN", lastStage: true).ShouldBeEmpty();
    }

    [Fact]
    public void One_build_serves_every_architecture()
    {
        Parsed.Of("FROM").First().ShouldStartWith("--platform=$BUILDPLATFORM ");
        Parsed.Of("FROM").Last().ShouldNotContain("--platform");
        // No program of one architecture, and no runtime identifier, which the lock files do not know either.
        Parsed.Of("RUN").Last().ShouldContain("-p:UseAppHost=false");
        Parsed.Of("RUN").ShouldAllBe(static run => !Regex.IsMatch(run, "(^| )(-r|-a|--runtime|--arch|--self-contained)( |$)"));
    }

    [Fact]
    public void It_says_what_it_is()
    {
        var labels = string.Join(' ', Parsed.Of("LABEL", lastStage: true));
        var chart = YamlJson.Parse(RepositoryFiles.Read("charts", "fedscaler", "Chart.yaml"))!;

        foreach (var label in (string[])["title", "description", "licenses", "version", "revision"]) labels.ShouldContain($"org.opencontainers.image.{label}=");
        Parsed.Of("ARG", lastStage: true).ShouldContain($"VERSION={chart["appVersion"]}");
        labels.ShouldContain(((string)chart["description"]!).TrimEnd('.'));
    }

    private static IEnumerable<string> ProjectsOf(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        var references = XDocument.Load(RepositoryFiles.PathOf(project)).Descendants("ProjectReference")
            .Select(reference => Path.GetRelativePath(RepositoryFiles.Root, Path.GetFullPath(RepositoryFiles.PathOf(folder, (string)reference.Attribute("Include")!))).Replace('\\', '/'));
        return references.SelectMany(ProjectsOf).Prepend(project);
    }
}
