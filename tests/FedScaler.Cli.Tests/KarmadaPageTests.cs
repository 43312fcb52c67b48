using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Api.Json;
using FedScaler.Api.Validation;
using FedScaler.Cli.Tests.Support;
using FedScaler.Kube.Json;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests;

/// <summary>docs/karmada.md can be followed: Helm renders what it would install, and the rest runs against a simulated Karmada.</summary>
public sealed class KarmadaPageTests : IDisposable
{
    private static readonly IReadOnlyList<(string Kind, string Command)> Commands = ShellBlocks.Read(File.ReadAllText(RepositoryFiles.PathOf("docs", "karmada.md")));

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Samples => [.. Directory.GetFiles(RepositoryFiles.PathOf("samples", "karmada"), "*.yaml").Select(static file => Path.GetFileName(file)!)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_command_is_held_by_a_test_here() =>
        Commands.Select(static command => command.Kind).Distinct().ShouldBe(["crds", "controlplane", "service", "application", "look", "migrate", "back"]);

    [Theory, MemberData(nameof(Samples))]
    public void Every_sample_speaks_of_one_workload_and_a_FedHPA_in_it_is_valid(string file)
    {
        var documents = YamlJson.ParseAll(File.ReadAllText(RepositoryFiles.PathOf("samples", "karmada", file))).Select(static one => one.AsObject()).ToList();
        var workload = documents.Single(static one => KindOf(one) == "Deployment")["metadata"]!["name"]!.GetValue<string>();

        var policy = documents.Single(static one => KindOf(one) == "PropagationPolicy")["spec"]!;
        policy["resourceSelectors"]!.AsArray().ShouldHaveSingleItem()!["name"]!.GetValue<string>().ShouldBe(workload);
        documents.Single(static one => KindOf(one) is "FedHPA" or "FederatedHPA")["spec"]!["scaleTargetRef"]!["name"]!.GetValue<string>().ShouldBe(workload);
        foreach (var fedHpa in documents.Where(static one => (string?)one["apiVersion"] == ApiResources.ApiVersion))
        {
            var read = StrictReader.Read(fedHpa, ApiJson.Default.FedHpa);
            read.Errors.ShouldBeEmpty();
            FedHpaValidator.Validate(read.Value!.Spec).ShouldBeEmpty();
            policy["schedulerName"]!.GetValue<string>().ShouldBe("fedscaler");
        }
    }

    [Fact]
    public async Task Helm_renders_both_halves()
    {
        Assert.SkipWhen(Programs.Find("helm") is null, "helm is not on PATH");
        await using var shell = NewShell();

        // Which server is asked does not matter to what is rendered.
        var hub = await shell.RunAsync(Rendering("controlplane").Replace(" --kubeconfig karmada-apiserver.config", "", StringComparison.Ordinal), Token);
        var service = await shell.RunAsync(Rendering("service"), Token);

        hub.ShouldContain("kind: ClusterPropagationPolicy");
        hub.ShouldNotContain("kind: Deployment");
        service.ShouldContain("secretName: fedscaler-karmada");
        service.ShouldNotContain("kind: ClusterRole");
    }

    [Fact]
    public async Task The_application_is_taken_by_a_simulated_Karmada()
    {
        Assert.SkipWhen(Programs.Find("kubectl") is null, "kubectl is not on PATH");
        await using var shell = await StartAsync();

        foreach (var command in Of("crds").Concat(Of("application")).Concat(Of("look"))) await shell.RunAsync(command, Token);

        // Nobody divides it before FedScaler does.
        await shell.RunAsync("kubectl -n shop wait resourcebinding/web-deployment --for=jsonpath={.spec.schedulerName}=fedscaler --timeout=60s", Token);
        (await shell.RunAsync("kubectl -n shop get resourcebinding web-deployment -o jsonpath={.spec.clusters}", Token)).ShouldBe("");
    }

    [Fact]
    public async Task The_move_can_be_followed_on_a_simulated_Karmada()
    {
        Assert.SkipWhen(Programs.Find("kubectl") is null, "kubectl is not on PATH");
        await using var shell = await StartAsync();
        foreach (var command in Of("crds")) await shell.RunAsync(command, Token);
        await shell.RunAsync("kubectl apply -f samples/karmada/federatedhpa.yaml", Token);
        await shell.RunAsync("kubectl -n shop wait resourcebinding/web-deployment --for=condition=FullyApplied --timeout=60s", Token);

        foreach (var command in Of("migrate")) await shell.RunAsync(command, Token);

        (await shell.RunAsync("kubectl -n shop get fedhpas.fedscaler.io web -o jsonpath={.spec.paused}", Token)).ShouldBe("false");
        (await shell.RunAsync("kubectl -n shop get propagationpolicy web-fedscaler -o jsonpath={.spec.schedulerName}", Token)).ShouldBe("fedscaler");
        foreach (var command in Of("back")) (await shell.RunAsync(command, Token)).ShouldContain("create FederatedHPA shop/web");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string KindOf(JsonObject one) => (string)one["kind"]!;

    private static string Rendering(string kind) => Of(kind).ShouldHaveSingleItem().Replace("helm install", "helm template", StringComparison.Ordinal);

    private static IEnumerable<string> Of(string kind) => Commands.Where(command => command.Kind == kind).Select(static command => command.Command);

    private async Task<Shell> StartAsync()
    {
        var shell = NewShell();
        await shell.StartAsync("fedscaler sandbox --federation karmada --bare --members 2 --dir .", "ready:", Token);
        shell.Set("KUBECONFIG", _folder.PathOf("hub.kubeconfig"));
        return shell;
    }

    /// <summary>In a folder of its own, so that nothing is written into the source tree.</summary>
    private Shell NewShell()
    {
        foreach (var name in (string[])["samples", "charts"]) Directory.CreateSymbolicLink(_folder.PathOf(name), RepositoryFiles.PathOf(name));
        return new Shell(_folder.Path);
    }
}
