using FedScaler.Cli.Tests.Support;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Members;

/// <summary>What docs/members.md tells a reader to do works, from top to bottom.</summary>
public sealed class MemberDocumentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_member_can_be_added_checked_rotated_and_removed_as_the_document_says()
    {
        var token = TestContext.Current.CancellationToken;
        var commands = ShellBlocks.Read(await File.ReadAllTextAsync(RepositoryFiles.PathOf("docs", "members.md"), token));
        commands.Select(static command => command.Kind).Distinct().ShouldBe(["member"]);
        Assert.SkipWhen(Programs.Find("kubectl") is null, "kubectl is not on PATH");
        await using var shell = new Shell(_folder.Path);
        await shell.StartAsync("fedscaler sandbox --bare --members 1 --dir .", "ready:", token);
        await shell.RunAsync("fedscaler crds --out crds && kubectl --kubeconfig hub.kubeconfig apply -f crds && kubectl --kubeconfig hub.kubeconfig create namespace fedscaler-system", token);
        await shell.StartAsync("fedscaler run --kubeconfig hub.kubeconfig --allow-loopback-members --metrics-address 127.0.0.1:0", "serving the hub", token);

        foreach (var (_, command) in commands)
        {
            // A sandbox's member is on a loopback address, which the service accepts when told so.
            var isOfMember = command.StartsWith("fedscaler member add ", StringComparison.Ordinal) || command.StartsWith("fedscaler member check ", StringComparison.Ordinal);
            await shell.RunAsync(isOfMember ? command.Insert(command.IndexOf(" --", StringComparison.Ordinal), " --allow-loopback-members") : command, token);
        }

        (await shell.RunAsync("kubectl --kubeconfig hub.kubeconfig get membercluster,secret -n fedscaler-system -o name", token)).Trim().ShouldBe("");
        (await shell.RunAsync("cat idc-a.yaml", token)).ShouldContain("kind: ClusterRole");
    }
}
