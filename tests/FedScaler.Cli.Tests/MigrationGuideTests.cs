using System.Text.Json.Nodes;
using FedScaler.Cli.Tests.Support;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests;

/// <summary>The migration guide is followed to its end, by its own commands, over three clusters with HPAs made by hand.</summary>
public sealed class MigrationGuideTests : IDisposable
{
    private static readonly string[] Members = ["idc-a", "idc-b", "cloud-c"];

    private const string Own =
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: web, namespace: shop, labels: {app.kubernetes.io/managed-by: Helm}}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          minReplicas: 2
          maxReplicas: 12
          metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}]
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_guide_can_be_followed_and_leaves_every_HPA_as_it_was()
    {
        Assert.SkipWhen(Programs.Find("kubectl") is null, "kubectl is not on PATH");
        _folder.Write("own.yaml", Own);
        await using var shell = new Shell(_folder.Path);
        await shell.StartAsync("fedscaler sandbox --dir .", "ready:", Token);
        shell.Set("KUBECONFIG", _folder.PathOf("hub.kubeconfig"));
        foreach (var member in Members)
        {
            var kubectl = $"kubectl --kubeconfig {member}.kubeconfig";
            await shell.RunAsync($"{kubectl} apply -f {RepositoryFiles.PathOf("samples", "namespace.yaml")} -f {RepositoryFiles.PathOf("samples", "workload.yaml")}", Token);
            await shell.RunAsync($"{kubectl} apply -f own.yaml", Token);
        }

        await shell.RunAsync($"kubectl apply -f {RepositoryFiles.PathOf("samples", "namespace.yaml")}", Token);
        await shell.StartAsync("fedscaler run --kubeconfig hub.kubeconfig --allow-loopback-members --metrics-address 127.0.0.1:0", "serving the hub", Token);
        await shell.RunAsync("kubectl wait membercluster --all --for=condition=Ready --timeout=60s", Token);
        var before = await HpasAsync(shell);

        var commands = ShellBlocks.Read(await File.ReadAllTextAsync(RepositoryFiles.PathOf("docs", "migration.md"), Token));
        commands.Select(static command => command.Kind).Distinct().ShouldBe(["migration"]);
        foreach (var (_, command) in commands) await shell.RunAsync(command, Token);

        (await HpasAsync(shell)).ShouldBe(before);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>By member its HPA as kubectl shows it, but for what every write changes.</summary>
    private static async Task<Dictionary<string, string>> HpasAsync(Shell shell)
    {
        var hpas = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in Members)
        {
            var hpa = (JsonObject)JsonNode.Parse(await shell.RunAsync($"kubectl --kubeconfig {member}.kubeconfig -n shop get hpa web -o json", Token))!;
            hpa.Remove("status");
            foreach (var field in (string[])["resourceVersion", "generation", "managedFields"]) hpa["metadata"]!.AsObject().Remove(field);
            hpas[member] = hpa.ToJsonString();
        }

        return hpas;
    }
}
