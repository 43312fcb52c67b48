using System.Text.RegularExpressions;
using FedScaler.Cli.Tests.Support;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Metrics;

/// <summary>What the runbooks and docs/metrics.md tell to type works, or is at least what kubectl and the chart know.</summary>
public sealed partial class RunbookTests
{
    private static readonly IReadOnlyList<(string Kind, string Command)> Commands = ShellBlocks.Read(File.ReadAllText(RepositoryFiles.PathOf("docs", "runbooks.md")));

    /// <summary>Built-in kinds that the commands name, as kubectl takes them.</summary>
    private static readonly string[] BuiltIn = ["pods", "deployment", "leases", "events", "nodes", "secret", "horizontalpodautoscalers.autoscaling", "fedhpas.fedscaler.io"];

    [Fact]
    public void Every_command_is_run_or_held_to_what_kubectl_knows() =>
        Commands.Select(static command => command.Kind).Distinct().ShouldBe(["look", "cluster"], ignoreOrder: true);

    [Fact]
    public async Task Commands_that_need_no_installation_work_on_a_sandbox()
    {
        Assert.SkipWhen(Programs.Find("kubectl") is null, "kubectl is not on PATH");
        using var folder = new TemporaryFolder();
        foreach (var name in (string[])["samples", "charts"]) Directory.CreateSymbolicLink(folder.PathOf(name), RepositoryFiles.PathOf(name));
        await using var shell = new Shell(folder.Path);
        await shell.StartAsync("fedscaler sandbox --members 2 --dir .", "ready:", Token);
        shell.Set("KUBECONFIG", folder.PathOf("hub.kubeconfig"));
        await shell.RunAsync("kubectl apply -f samples/namespace.yaml -f samples/fedhpa-minimal.yaml -f samples/cronhpa.yaml", Token);

        // Each throws with all that was said when it fails.
        foreach (var command in Of("look")) await shell.RunAsync(command, Token);

        (await shell.RunAsync("kubectl -n shop get fedhpa web -o jsonpath={.spec.paused},{.spec.minReplicas}", Token)).ShouldBe("false,6");
    }

    [Fact]
    public async Task Other_commands_use_only_verbs_kinds_and_options_that_kubectl_has()
    {
        Assert.SkipWhen(Programs.Find("kubectl") is null, "kubectl is not on PATH");
        var common = await HelpAsync("options");
        foreach (var command in Of("cluster"))
        {
            var words = command.Split(' ');
            words[0].ShouldBe("kubectl");
            var verb = Positional(words)[0];
            var path = Positional(words).TakeWhile(static word => word is "rollout" or "restart" or "auth" or "can-i" or "create" or "generic" or "get" or "logs" or "describe" or "scale" or "secret").ToArray();
            // "kubectl create secret generic --help" and "kubectl get --help" alike.
            var help = await HelpAsync([.. path.Where(word => word != "secret" || verb == "create"), "--help"]);
            help.ShouldContain("Usage:");
            foreach (var option in words.Where(static word => word.StartsWith('-')).Select(static word => word.Split('=')[0]))
                (help + common).ShouldContain(option.StartsWith("--", StringComparison.Ordinal) ? $"{option}=" : $"{option}, --", Case.Sensitive, $"{command}: {option}");
            if (path.Length < Positional(words).Length && verb is "get" or "describe" or "scale") BuiltIn.ShouldContain(Positional(words)[1], command);
        }
    }

    [Fact]
    public void Values_that_the_documents_set_are_the_chart_s()
    {
        var values = File.ReadAllText(RepositoryFiles.PathOf("charts", "fedscaler", "values.yaml"));
        var set = ShellBlocks.Read(File.ReadAllText(RepositoryFiles.PathOf("docs", "metrics.md"))).SelectMany(static block => Setting().Matches(block.Command)).Select(static match => match.Groups["path"].Value).ToList();

        set.Count.ShouldBe(3);
        foreach (var path in set)
        {
            // Each part stands on a line of its own, one step further in than the one before.
            var pattern = string.Join(@"(\n.*)*?\n", path.Split('.').Select(static (part, depth) => $"{new string(' ', 2 * depth)}{part}:"));
            Regex.IsMatch(values, $"(?m)^{pattern}", RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldBeTrue(path);
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Of(string kind) => Commands.Where(command => command.Kind == kind).Select(static command => command.Command);

    /// <summary>Words that are neither options nor what -n, -l, -o and --kubeconfig are followed by.</summary>
    private static string[] Positional(string[] words) =>
        [.. words.Skip(1).Where((word, i) => !word.StartsWith('-') && words[i] is not ("-n" or "-l" or "-o" or "--kubeconfig" or "--namespace"))];

    private static async Task<string> HelpAsync(params string[] args) => (await Tool.RunAsync("kubectl", args, "", Token)).Output;

    [GeneratedRegex(@"--set (?<path>[\w.]+)=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();
}
