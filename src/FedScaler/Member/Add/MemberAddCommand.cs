using System.CommandLine;
using FedScaler.Api.Validation;
using FedScaler.Controllers.Fleet.Direct.Credentials;

namespace FedScaler.Members.Add;

/// <summary><c>fedscaler member add</c>.</summary>
internal static class MemberAddCommand
{
    private const string Summary =
        """
        Make a cluster a member: an account with exactly the rights that the service uses and a token that ends go into the member,
        a kubeconfig with that token and a MemberCluster onto the hub. Your own credentials are stored nowhere.

          fedscaler member add idc-a --kubeconfig idc-a.kubeconfig --labels region=shanghai
          fedscaler member add idc-a --kubeconfig idc-a.kubeconfig --dry-run=client -o yaml > idc-a.yaml

        Run again it brings the rights up to date and makes a new token, and changes nothing else. The service renews the token
        from then on. Exits 0 when the member is ready, 2 when it was refused, 3 when it was not ready in time.
        """;

    public static Command Create()
    {
        var name = MemberArguments.Name();
        name.Validators.Add(static result =>
        {
            foreach (var wrong in result.Tokens.SelectMany(static token => MemberClusterValidator.ValidateName(token.Value))) result.AddError($"NAME: {wrong.Message}");
        });
        var kubeconfig = new Option<FileInfo>("--kubeconfig") { Description = "The member's kubeconfig, an administrator's. Exec plugins and files in it are fine.", HelpName = "FILE", Required = true };
        var context = new Option<string?>("--context") { Description = "Context of that kubeconfig; without it the current one.", HelpName = "C" };
        var (hubKubeconfig, hubContext, ns) = (MemberArguments.HubKubeconfig(), MemberArguments.HubContext(), MemberArguments.Namespace());
        var labels = new Option<string?>("--labels") { Description = "Labels of the MemberCluster, for placement.", HelpName = "K=V,..." };
        var lifetime = MemberArguments.Duration("--token-lifetime", "How long tokens are to live; the member may grant less", RenewalSchedule.DefaultLifetime,
            (RenewalSchedule.MinLifetime, "no server issues tokens for less than 10m"));
        var noScaleIn = new Option<bool>("--no-scale-in") { Description = "Grant nothing that only ScaleIn needs: patching and deleting pods, changing workloads." };
        var server = new Option<string?>("--server") { Description = "The address at which the hub reaches the member, if it is not the kubeconfig's.", HelpName = "URL" };
        var loopback = MemberArguments.Loopback();
        var replace = new Option<bool>("--replace") { Description = "Let another cluster take the place of the one that has this name." };
        var wait = new Option<bool>("--wait") { Description = "Wait until the service has reached the member [default: true].", DefaultValueFactory = static _ => true };
        var timeout = MemberArguments.Duration("--timeout", "How long to wait", TimeSpan.FromSeconds(60));
        var dryRun = new Option<string>("--dry-run") { Description = "client: print what would be made, and contact nothing; none.", DefaultValueFactory = static _ => "none" };
        var output = new Option<string?>("--output", "-o") { Description = "yaml or json, of what a dry run prints." };
        dryRun.AcceptOnlyFromAmong("client", "none");
        output.AcceptOnlyFromAmong("yaml", "json");
        labels.Validators.Add(result =>
        {
            if (result.GetValue(labels) is { } text && LabelArgument.Read(text, out var fault) is null) result.AddError(fault!);
        });
        var command = new Command("add", Summary) { name, kubeconfig, context, hubKubeconfig, hubContext, ns, labels, lifetime, noScaleIn, server, loopback, replace, wait, timeout, dryRun, output };
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = new MemberAddOptions
            {
                Name = parsed.GetValue(name)!,
                Kubeconfig = parsed.GetValue(kubeconfig)!.FullName,
                Context = parsed.GetValue(context),
                HubKubeconfig = parsed.GetValue(hubKubeconfig)?.FullName,
                HubContext = parsed.GetValue(hubContext),
                Namespace = parsed.GetValue(ns)!,
                Labels = parsed.GetValue(labels) is { } text ? LabelArgument.Read(text, out _) : null,
                TokenLifetime = parsed.GetValue(lifetime),
                ScaleIn = !parsed.GetValue(noScaleIn),
                Server = parsed.GetValue(server),
                AllowLoopback = parsed.GetValue(loopback),
                Replace = parsed.GetValue(replace),
                Wait = parsed.GetValue(wait),
                Timeout = parsed.GetValue(timeout),
            };
            var console = parsed.InvocationConfiguration;
            return MemberRun.GuardAsync(
                console.Error,
                () => parsed.GetValue(dryRun) == "client"
                    ? MemberAddPreview.WriteAsync(options, parsed.GetValue(output) == "json", console.Output, cancellationToken)
                    : parsed.GetValue(output) is null
                        ? new MemberAddRun(options, console.Output, console.Error, TimeProvider.System).RunAsync(cancellationToken)
                        : throw new MemberRefusedException("--output is for --dry-run=client: without it the objects are made, not printed"),
                cancellationToken);
        });
        return command;
    }
}
