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
        ["scalein.md"] = ["ask", "kubectl"],
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

    [Fact]
    public async Task Pods_are_taken_out_as_their_page_says()
    {
        Assert.SkipWhen(Programs.Find("kubectl") is null, "kubectl is not on PATH");
        await using var shell = NewShell();
        await shell.StartAsync("fedscaler sandbox --members 2 --dir .", "ready:", Token);
        shell.Set("KUBECONFIG", _folder.PathOf("hub.kubeconfig"));
        await shell.StartAsync("fedscaler run --kubeconfig hub.kubeconfig --allow-loopback-members --metrics-address 127.0.0.1:0", "serving the hub", Token);
        await shell.RunAsync("kubectl apply -f samples/namespace.yaml", Token);
        await shell.RunAsync("kubectl wait membercluster --all --for=condition=Ready --timeout=60s", Token);
        // The page's pods are somebody else's: those that run here stand in for them.
        var (first, second) = (await FirstPodAsync(shell, "idc-a"), await FirstPodAsync(shell, "idc-b"));
        string Here(string command) => command.Replace("web-7d9f6c5b4-x2x4p", first, StringComparison.Ordinal).Replace("web-7d9f6c5b4-k8s2q", second, StringComparison.Ordinal);

        var said = new List<string>();
        foreach (var command in Of("scalein.md", "ask")) said.Add(await shell.RunAsync(Here(command), Token));
        said[0].ShouldContain("Nothing was changed");
        said[1].ShouldContain("Completed: 2 of 2 pods taken out");

        // To watch is to wait for ever.
        foreach (var command in Of("scalein.md", "kubectl")) await shell.RunAsync(command.Replace(" -w", "", StringComparison.Ordinal), Token);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A workload in that member, and the name of one of its pods.</summary>
    private static async Task<string> FirstPodAsync(Shell shell, string member)
    {
        var kubectl = $"kubectl --kubeconfig {member}.kubeconfig -n shop";
        await shell.RunAsync($"{kubectl} apply -f samples/namespace.yaml -f samples/workload.yaml", Token);
        await shell.RunAsync($"{kubectl} scale deployment web --replicas=3", Token);
        await shell.RunAsync($$"""{{kubectl}} wait deployment web --for=jsonpath={.status.readyReplicas}=3 --timeout=60s""", Token);
        return (await shell.RunAsync($$"""{{kubectl}} get pods -o jsonpath={.items[0].metadata.name}""", Token)).Trim();
    }

    private static IEnumerable<string> Of(string document, string? kind = null)
    {
        var commands = ShellBlocks.Read(File.ReadAllText(RepositoryFiles.PathOf("docs", document)));
        commands.Select(static command => command.Kind).Distinct().ShouldBe(Kinds[document]);
        return commands.Where(command => kind is null || command.Kind == kind).Select(static command => command.Command);
    }

    private Shell NewShell()
    {
        foreach (var name in (string[])["samples"]) Directory.CreateSymbolicLink(_folder.PathOf(name), RepositoryFiles.PathOf(name));
        return new Shell(_folder.Path);
    }
}
