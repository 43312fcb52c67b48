using System.Text.RegularExpressions;
using FedScaler.Cli.Tests.Support;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests;

/// <summary>What the README and the documents beside it tell a reader to do works, and what they name is there.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private static readonly IReadOnlyList<(string Kind, string Command)> Commands = ShellBlocks.Read(File.ReadAllText(RepositoryFiles.PathOf("README.md")));

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Documents =>
    [
        "README.md", "charts/fedscaler/README.md", .. Directory.GetFiles(RepositoryFiles.PathOf("docs"), "*.md").Select(static file => $"docs/{Path.GetFileName(file)}").Order(StringComparer.Ordinal),
    ];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_command_is_run_by_a_test_or_by_CI() =>
        Commands.Select(static command => command.Kind).Distinct().ShouldBe(["ci", "tour", "helm", "member"]);

    [Fact]
    public void What_CI_runs_is_in_its_script_and_in_the_Makefile()
    {
        var script = File.ReadAllText(RepositoryFiles.PathOf(".ci", "run"));
        var makefile = File.ReadAllText(RepositoryFiles.PathOf("Makefile"));
        foreach (var command in Commands.Where(static command => command.Kind == "ci").Select(static command => command.Command))
        {
            command.ShouldStartWith("make ");
            makefile.ShouldContain($"\n{command[5..]}:");
            script.ShouldContain($"make --no-print-directory {command[5..]}");
        }
    }

    [Theory, MemberData(nameof(Documents))]
    public void Every_file_that_a_document_names_is_there(string document)
    {
        var text = File.ReadAllText(RepositoryFiles.PathOf(document));
        var links = Link().Matches(text).Select(match => Path.Combine(Path.GetDirectoryName(document)!, match.Groups["path"].Value));
        var named = Named().Matches(text).Select(match => match.Value).Where(static path => !path.Contains("/bin/", StringComparison.Ordinal));

        foreach (var path in links.Concat(named).Distinct())
            (File.Exists(RepositoryFiles.PathOf(path)) || Directory.Exists(RepositoryFiles.PathOf(path))).ShouldBeTrue($"{document} names {path}");
    }

    [Fact]
    public async Task The_tour_can_be_followed_to_its_end()
    {
        Assert.SkipWhen(Programs.Find("kubectl") is null, "kubectl is not on PATH");
        await using var shell = NewShell();
        foreach (var command in Of("tour"))
        {
            if (command.StartsWith("export KUBECONFIG=", StringComparison.Ordinal)) shell.Set("KUBECONFIG", _folder.PathOf("fleet/hub.kubeconfig"));
            else if (command.StartsWith("fedscaler sandbox ", StringComparison.Ordinal)) await shell.StartAsync(command.TrimEnd(' ', '&'), "ready:", Token);
            else if (command.StartsWith("fedscaler run ", StringComparison.Ordinal)) await shell.StartAsync($"{command.TrimEnd(' ', '&')} --metrics-address 127.0.0.1:0", "serving the hub", Token);
            // What builds the program was done before this test, and what puts it on PATH by the shell.
            else if (command != "make build" && !command.StartsWith("export PATH=", StringComparison.Ordinal)) await shell.RunAsync(command, Token);
        }

        (await shell.RunAsync("kubectl -n shop get fedhpa web -o jsonpath={.spec.maxReplicas}", Token)).ShouldBe("90");
    }

    [Fact]
    public async Task A_member_is_registered_by_the_commands_of_the_installation()
    {
        Assert.SkipWhen(Programs.Find("kubectl") is null, "kubectl is not on PATH");
        await using var shell = NewShell();
        await shell.StartAsync("fedscaler sandbox --bare --members 1 --dir .", "ready:", Token);
        shell.Set("KUBECONFIG", _folder.PathOf("hub.kubeconfig"));
        await shell.RunAsync("kubectl apply -f charts/fedscaler/crds", Token);
        await shell.StartAsync("fedscaler run --kubeconfig hub.kubeconfig --allow-loopback-members --metrics-address 127.0.0.1:0", "serving the hub", Token);

        // A cluster of one's own has no loopback address.
        foreach (var command in Of("member")) await shell.RunAsync($"{command} --allow-loopback-members", Token);

        (await shell.RunAsync("kubectl get membercluster idc-a -o jsonpath={.metadata.labels.region}", Token)).ShouldBe("shanghai");
    }

    [Fact]
    public async Task The_chart_renders_as_it_is_installed()
    {
        Assert.SkipWhen(Programs.Find("helm") is null, "helm is not on PATH");
        await using var shell = NewShell();
        foreach (var command in Of("helm"))
            (await shell.RunAsync(command.Replace("helm install", "helm template", StringComparison.Ordinal), Token)).ShouldContain("image: \"registry.example/fedscaler:");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Of(string kind) => Commands.Where(command => command.Kind == kind).Select(static command => command.Command);

    /// <summary>In a folder of its own, so that nothing is written into the source tree.</summary>
    private Shell NewShell()
    {
        foreach (var name in (string[])["samples", "charts"]) Directory.CreateSymbolicLink(_folder.PathOf(name), RepositoryFiles.PathOf(name));
        return new Shell(_folder.Path);
    }

    [GeneratedRegex(@"\]\((?!https?:)(?<path>[^)#]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![/\w])(samples|charts|docs|src|tests|eng)/[\w./-]*[\w]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();
}
