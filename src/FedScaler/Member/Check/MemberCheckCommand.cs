using System.CommandLine;

namespace FedScaler.Members.Check;

/// <summary><c>fedscaler member check</c>.</summary>
internal static class MemberCheckCommand
{
    private const string Summary =
        """
        Say of each member what is reachable, allowed, and not: with the credential that the hub stores, as the service would.

          fedscaler member check
          fedscaler member check idc-a -o json

        Nothing is written. Exits 0 when all that is needed is there (what is optional is only warned of), 1 when it is not.
        """;

    public static Command Create()
    {
        var names = new Argument<string[]>("NAME") { Description = "Members; without any all of them.", Arity = ArgumentArity.ZeroOrMore };
        var (kubeconfig, context) = (MemberArguments.HubKubeconfig("--kubeconfig"), MemberArguments.HubContext("--context"));
        var (ns, loopback) = (MemberArguments.Namespace(), MemberArguments.Loopback());
        var timeout = MemberArguments.Duration("--timeout", "How long one member may take", TimeSpan.FromSeconds(20));
        var output = new Option<string>("--output", "-o") { Description = "text or json.", DefaultValueFactory = static _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        names.Validators.Add(result =>
        {
            if (result.GetValue(names)?.FirstOrDefault(static each => each.StartsWith('-')) is { } option) result.AddError($"{option} is not an option of member check: --help lists them");
        });
        var command = new Command("check", Summary) { names, kubeconfig, context, ns, loopback, timeout, output };
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = new MemberCheckOptions
            {
                Names = parsed.GetValue(names) ?? [],
                Kubeconfig = parsed.GetValue(kubeconfig)?.FullName,
                Context = parsed.GetValue(context),
                Namespace = parsed.GetValue(ns)!,
                AllowLoopback = parsed.GetValue(loopback),
                Timeout = parsed.GetValue(timeout),
                Json = parsed.GetValue(output) == "json",
            };
            var console = parsed.InvocationConfiguration;
            return MemberRun.GuardAsync(console.Error, () => new MemberCheckRun(options, console.Output, TimeProvider.System).RunAsync(cancellationToken), cancellationToken);
        });
        return command;
    }
}
