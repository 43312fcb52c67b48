using FedScaler.Cli.Tests.Support;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests;

/// <summary>The commands on the pages that show each resource by example.</summary>
public sealed class ResourcePagesTests : IDisposable
{
    /// <summary>The words on the fences of each page.</summary>
    private static readonly Dictionary<string, string[]> Kinds = new(StringComparer.Ordinal)
    {
        ["cronhpa.md"] = ["tour"],
        ["replicabinding.md"] = ["kubectl"],
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_schedule_is_explained_as_its_page_says()
    {
        await using var shell = NewShell();
        foreach (var command in Of("cronhpa.md")) (await shell.RunAsync(command, Token)).ShouldContain("morning");
    }

    [Fact]
    public async Task A_count_is_scaled_as_its_page_says()
    {
        Assert.SkipWhen(Programs.Find("kubectl") is null, "kubectl is not on PATH");
        await using var shell = NewShell();
        await shell.StartAsync("fedscaler sandbox --members 1 --dir .", "ready:", Token);
        shell.Set("KUBECONFIG", _folder.PathOf("hub.kubeconfig"));
        await shell.RunAsync("kubectl apply -f samples/namespace.yaml -f samples/replicabinding.yaml", Token);

        foreach (var command in Of("replicabinding.md")) await shell.RunAsync(command, Token);

        (await shell.RunAsync("kubectl -n shop get rb batch-deployment -o jsonpath={.spec.replicas}", Token)).ShouldBe("50");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Of(string document)
    {
        var commands = ShellBlocks.Read(File.ReadAllText(RepositoryFiles.PathOf("docs", document)));
        commands.Select(static command => command.Kind).Distinct().ShouldBe(Kinds[document]);
        return commands.Select(static command => command.Command);
    }

    private Shell NewShell()
    {
        foreach (var name in (string[])["samples"]) Directory.CreateSymbolicLink(_folder.PathOf(name), RepositoryFiles.PathOf(name));
        return new Shell(_folder.Path);
    }
}
