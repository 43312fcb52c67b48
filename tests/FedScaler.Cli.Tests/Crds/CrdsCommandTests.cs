using FedScaler.Cli.Tests.Support;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Crds;

public sealed class CrdsCommandTests
{
    private static readonly string Chart = RepositoryFiles.PathOf("charts", "fedscaler", "crds");

    [Fact]
    public async Task The_files_that_are_written_are_those_of_the_chart()
    {
        using var folder = new TemporaryFolder();

        var run = await CommandLine.RunAsync("crds", "--out", folder.PathOf("deep/crds"));

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldBeEmpty();
        Read(folder.PathOf("deep/crds")).ShouldBe(Read(Chart));
    }

    [Fact]
    public async Task Without_a_folder_all_of_them_are_printed()
    {
        var run = await CommandLine.RunAsync("crds");

        run.ExitCode.ShouldBe(0);
        foreach (var kind in (string[])["FedHPA", "MemberCluster", "ReplicaBinding", "CronHPA", "ScaleIn"]) run.Output.ShouldContain($"kind: {kind}\n");
        run.Output.Split('\n').Count(line => line == "kind: CustomResourceDefinition").ShouldBe(5);
    }

    private static Dictionary<string, string> Read(string folder) =>
        Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file)!, File.ReadAllText);
}
