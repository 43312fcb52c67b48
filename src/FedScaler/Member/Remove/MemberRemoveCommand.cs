using System.CommandLine;

namespace FedScaler.Members.Remove;

/// <summary><c>fedscaler member remove</c>.</summary>
internal static class MemberRemoveCommand
{
    private const string Summary =
        """
        Take a member out: its MemberCluster, its Secret and, with its kubeconfig, the account and the rights in it. What runs there
        goes on running, and its autoscalers stay as they are.

          fedscaler member remove idc-a --kubeconfig idc-a.kubeconfig
          fedscaler member remove idc-a --yes

        Ends in bounded time also when the member is gone, and says what was left. Exits 0 when all was done, 1 when something was
        left that should not have been, 2 when it was refused: the member has shares, and --yes was not given.
        """;

    public static Command Create()
    {
        var name = MemberArguments.Name();
        var kubeconfig = new Option<FileInfo?>("--kubeconfig") { Description = "The member's kubeconfig, an administrator's; without it what is in the member stays.", HelpName = "FILE" };
        var context = new Option<string?>("--context") { Description = "Context of that kubeconfig; without it the current one.", HelpName = "C" };
        var (hubKubeconfig, hubContext, ns) = (MemberArguments.HubKubeconfig(), MemberArguments.HubContext(), MemberArguments.Namespace());
        var keep = new Option<bool>("--keep-member-objects") { Description = "Leave account and rights in the member though its kubeconfig is given." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Also when FedHPAs have shares there: the other members get them." };
        var timeout = MemberArguments.Duration("--timeout", "How long it may take", TimeSpan.FromSeconds(60));
        var command = new Command("remove", Summary) { name, kubeconfig, context, hubKubeconfig, hubContext, ns, keep, yes, timeout };
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = new MemberRemoveOptions
            {
                Name = parsed.GetValue(name)!,
                Kubeconfig = parsed.GetValue(kubeconfig)?.FullName,
                Context = parsed.GetValue(context),
                HubKubeconfig = parsed.GetValue(hubKubeconfig)?.FullName,
                HubContext = parsed.GetValue(hubContext),
                Namespace = parsed.GetValue(ns)!,
                KeepMemberObjects = parsed.GetValue(keep),
                Yes = parsed.GetValue(yes),
                Timeout = parsed.GetValue(timeout),
            };
            var console = parsed.InvocationConfiguration;
            return MemberRun.GuardAsync(console.Error, () => new MemberRemoveRun(options, console.Output, console.Error, TimeProvider.System).RunAsync(cancellationToken), cancellationToken);
        });
        return command;
    }
}
