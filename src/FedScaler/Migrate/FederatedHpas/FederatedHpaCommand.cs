using System.CommandLine;
using FedScaler.Kube.Models;
using FedScaler.Members;
using FedScaler.ScaleIns;

namespace FedScaler.Migrate.FederatedHpas;

/// <summary><c>fedscaler migrate federatedhpa</c>.</summary>
internal static class FederatedHpaCommand
{
    private const string Summary =
        """
        Make a FedHPA of a FederatedHPA of Karmada, on its control plane, or with --back a FederatedHPA of a FedHPA. No replica moves
        on the way: who scales changes, and what runs stays until the new one decides.

          fedscaler migrate federatedhpa shop/web --dry-run
          fedscaler migrate federatedhpa shop/web
          fedscaler migrate federatedhpa shop/web --back

        Stopped at any point, it goes on from there when it is run again. --dry-run checks, prints every step with what it writes,
        and writes nothing. Exits 0 when all is done, 1 when the control plane cannot be reached or refuses, 2 when something stands
        in the way: nothing was written then; 3 when a step took too long, 130 at Ctrl-C.
        """;

    public static Command Create(TimeProvider time)
    {
        var name = new Argument<string>("NAMESPACE/NAME") { Description = "Of the FederatedHPA, and of the FedHPA." };
        var kubeconfig = new Option<FileInfo?>("--kubeconfig") { Description = "A kubeconfig of Karmada's API server; without it $KUBECONFIG or ~/.kube/config, as with kubectl.", HelpName = "FILE" };
        var context = new Option<string?>("--context") { Description = "Context of that kubeconfig; without it the current one.", HelpName = "C" };
        var back = new Option<bool>("--back") { Description = "The other way: from the FedHPA to a FederatedHPA." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check, and print what would be done." };
        var timeout = MemberArguments.Duration("--timeout", "How long it may take", TimeSpan.FromMinutes(5));
        name.Validators.Add(result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (text.StartsWith('-')) result.AddError($"{text} is not an option of this command: --help lists them");
            else if (Parse(text) is null) result.AddError($"{text} is not NAMESPACE/NAME, such as shop/web");
        });
        var command = new Command("federatedhpa", Summary) { name, kubeconfig, context, back, dryRun, timeout };
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = new FederatedHpaOptions(Parse(parsed.GetValue(name)!)!.Value)
            {
                Kubeconfig = parsed.GetValue(kubeconfig)?.FullName,
                Context = parsed.GetValue(context),
                Back = parsed.GetValue(back),
                DryRun = parsed.GetValue(dryRun),
                Timeout = parsed.GetValue(timeout),
            };
            var console = parsed.InvocationConfiguration;
            return new FederatedHpaRun(options, console.Output, console.Error, time).RunAsync(cancellationToken);
        });
        return command;
    }

    private static ObjectKey? Parse(string text) =>
        text.Split('/') is [var ns, var name] && ObjectName.Refusal(ns) is null && ObjectName.Refusal(name) is null ? new ObjectKey(ns, name) : null;
}
