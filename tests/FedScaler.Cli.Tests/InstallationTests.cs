using FedScaler.Cli.Tests.Support;
using FedScaler.Kube.Json;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests;

/// <summary>docs/installation.md can be followed: what needs no cluster runs, what does runs against a sandbox, and Helm renders what it would install.</summary>
public sealed class InstallationTests : IDisposable
{
    private static readonly IReadOnlyList<(string Kind, string Command)> Commands = ShellBlocks.Read(File.ReadAllText(RepositoryFiles.PathOf("docs", "installation.md")));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_command_is_held_by_a_test_here() =>
        Commands.Select(static command => command.Kind).Distinct()
            .ShouldBe(["image", "helm", "label", "kustomize", "look", "crds", "remove", "uninstall", "gone"]);

    [Fact]
    public void The_image_is_built_by_a_target_that_there_is() =>
        File.ReadAllText(RepositoryFiles.PathOf("Makefile")).ShouldContain($"\n{Of("image").ShouldHaveSingleItem().Split(' ')[1]}:");

    [Fact]
    public async Task Helm_renders_what_is_installed_and_what_is_upgraded_to()
    {
        Assert.SkipWhen(Programs.Find("helm") is null, "helm is not on PATH");
        await using var shell = NewShell();
        foreach (var command in Of("helm"))
        {
            // --reuse-values asks the cluster for those of the release; without one there are the chart's own.
            var rendering = command.Replace("helm install", "helm template", StringComparison.Ordinal).Replace("helm upgrade", "helm template", StringComparison.Ordinal)
                .Replace(" --reuse-values", "", StringComparison.Ordinal);
            rendering.ShouldStartWith("helm template fedscaler charts/fedscaler ");
            (await shell.RunAsync(rendering, Token)).ShouldContain("kind: Deployment");
        }

        Of("uninstall").ShouldHaveSingleItem().ShouldBe("helm uninstall fedscaler --namespace fedscaler-system");
    }

    [Fact]
    public async Task The_rest_can_be_followed_from_kustomize_to_the_removal()
    {
        Assert.SkipWhen(Programs.Find("kubectl") is null, "kubectl is not on PATH");
        await using var shell = NewShell();
        await shell.StartAsync("fedscaler sandbox --bare --members 1 --dir .", "ready:", Token);
        shell.Set("KUBECONFIG", _folder.PathOf("hub.kubeconfig"));
        Of("kustomize").Last().ShouldBe("kubectl apply --server-side -k deploy/base");
        _folder.Write("base.yaml", WithoutAdmissionPolicies(await shell.RunAsync("kubectl kustomize deploy/base", Token)));
        foreach (var command in Of("kustomize").SkipLast(1).Append("kubectl apply --server-side -f base.yaml").Concat(Of("crds")).Concat(Of("label"))) await shell.RunAsync(command, Token);
        await shell.StartAsync("fedscaler run --kubeconfig hub.kubeconfig --allow-loopback-members --metrics-address 127.0.0.1:0", "serving the hub", Token);
        await shell.RunAsync("kubectl apply -f samples/namespace.yaml -f samples/fedhpa-minimal.yaml -f samples/cronhpa.yaml", Token);

        foreach (var command in Of("look").Concat(Of("remove"))) await shell.RunAsync(command, Token);

        (await shell.RunAsync("kubectl get fedhpas,cronhpas --all-namespaces -o name", Token)).Trim().ShouldBeOneOf("", "No resources found");
        await shell.RunAsync("kubectl --kubeconfig idc-a.kubeconfig apply -f samples/member-rbac.yaml", Token);
        foreach (var command in Of("gone")) await shell.RunAsync(command, Token);
        (await shell.RunAsync("kubectl get customresourcedefinitions -o name", Token)).ShouldNotContain("fedscaler.io");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Of(string kind) => Commands.Where(command => command.Kind == kind).Select(static command => command.Command);

    /// <summary>The sandbox stands in for the fence by itself, and does not know the kinds that it is made of.</summary>
    private static string WithoutAdmissionPolicies(string yaml)
    {
        var all = YamlJson.ParseAll(yaml);
        var known = all.Where(static one => !((string)one["apiVersion"]!).StartsWith("admissionregistration.k8s.io/", StringComparison.Ordinal)).ToList();
        known.Count.ShouldBeInRange(all.Count - 2, all.Count);
        return YamlJson.WriteAll(known);
    }

    /// <summary>In a folder of its own, so that nothing is written into the source tree.</summary>
    private Shell NewShell()
    {
        foreach (var name in (string[])["samples", "charts", "deploy"]) Directory.CreateSymbolicLink(_folder.PathOf(name), RepositoryFiles.PathOf(name));
        return new Shell(_folder.Path);
    }
}
