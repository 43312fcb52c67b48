using FedScaler.Cli.Tests.Support;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Kube.Json;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.SandboxHost;

public sealed class SandboxCommandTests
{
    [Fact]
    public async Task It_writes_kubeconfigs_that_work_says_so_in_one_line_and_ends_well_when_told_to()
    {
        using var folder = new TemporaryFolder();
        await using var sandbox = new RunningCommand("sandbox", "--dir", folder.Path, "--members", "2");

        (await sandbox.FirstLineAsync()).ShouldBe($"ready: hub and idc-a, idc-b; kubeconfigs in {folder.Path}");
        Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order().ShouldBe(["hub.kubeconfig", "idc-a.kubeconfig", "idc-b.kubeconfig"]);
        var connection = (await Kubeconfig.LoadAsync([folder.PathOf("idc-a.kubeconfig")], TestContext.Current.CancellationToken)).Resolve(null);
        await using var member = KubeClient.Create(connection, TimeProvider.System);
        (await member.GetPathAsync("/version", JsonDecoders.Object, TestContext.Current.CancellationToken))["gitVersion"]!.GetValue<string>().ShouldStartWith("v1.");

        (await sandbox.StopAsync()).ShouldBe(0);
        sandbox.Lines.Count.ShouldBe(1);
    }

    [Fact]
    public async Task With_Karmada_its_hub_knows_the_members_as_Clusters()
    {
        using var folder = new TemporaryFolder();
        await using var sandbox = new RunningCommand("sandbox", "--dir", folder.Path, "--members", "2", "--federation", "karmada");

        (await sandbox.FirstLineAsync()).ShouldStartWith("ready: hub and idc-a, idc-b;");
        var connection = (await Kubeconfig.LoadAsync([folder.PathOf("hub.kubeconfig")], TestContext.Current.CancellationToken)).Resolve(null);
        await using var hub = KubeClient.Create(connection, TimeProvider.System);
        var clusters = await hub.GetPathAsync("/apis/cluster.karmada.io/v1alpha1/clusters", JsonDecoders.Object, TestContext.Current.CancellationToken);
        clusters["items"]!.AsArray().Count.ShouldBe(2);

        (await sandbox.StopAsync()).ShouldBe(0);
    }
}
