using System.CommandLine;
using FedScaler.Api.ScaleIns;
using FedScaler.ScaleIns.View;

namespace FedScaler.ScaleIns;

/// <summary><c>fedscaler scale-in</c>: takes named pods out of a workload, in any of its clusters.</summary>
internal static class ScaleInCommand
{
    private const string Summary =
        """
        Take named pods, and no others, out of a workload that runs in several clusters, and lower its count by as many.

        A ScaleIn is created on the hub; `fedscaler run` carries it out. Nothing is written before all of it can be done.

          fedscaler scale-in shop/web --pod idc-a/web-7d9f-x2x4p idc-b/web-7d9f-k8s2q --dry-run
          fedscaler scale-in shop/web --pod idc-a/web-7d9f-x2x4p --wait
          fedscaler scale-in shop/web --from-file bad-pods.txt --mode Replace --wait
          fedscaler scale-in shop/db --kind StatefulSet --pod idc-a/db-4 --wait

        Exits 0 when it was done (without --wait: created; with --dry-run: it would be done), 2 when it was refused, with each
        reason and what would help, 1 when it was given up or came to nothing, 3 when it was not over in time, 130 at Ctrl-C.
        """;

    public static Command Create(TextReader input)
    {
        var workload = new Argument<string?>("NAMESPACE/NAME") { Description = "The workload.", Arity = ArgumentArity.ZeroOrOne };
        var pods = new Option<string[]>("--pod") { Description = "Pods to take out. With @UID only that very pod; without, the one that has the name at the first look.", HelpName = "CLUSTER/POD[@UID]", AllowMultipleArgumentsPerToken = true };
        var file = new Option<string?>("--from-file") { Description = "Read pods from a file, one CLUSTER/POD a line; - reads standard input.", HelpName = "FILE" };
        var kind = new Option<string?>("--kind") { Description = $"Deployment, StatefulSet or CloneSet [default: {ScaleInArguments.DefaultKind}]." };
        var version = new Option<string?>("--api-version") { Description = "API version of that kind [default: apps/v1, of a CloneSet apps.kruise.io/v1alpha1]." };
        var mode = new Option<ScaleInMode>("--mode") { Description = "Shrink: the count goes down by as many. Cap: the maximum too. Replace: the count is kept, others take their place." };
        var guarantee = new Option<ScaleInGuarantee>("--guarantee") { Description = "Exact: these pods and no other, or nothing. BestEffort: others may go in their place." };
        var deadline = new Option<string?>("--deadline") { Description = "After which what is not done is given up [default: 600s].", HelpName = "TIME" };
        var name = new Option<string?>("--name") { Description = "Of the ScaleIn; without it one is made up from the workload's." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would go, or what stands in the way; nothing is left behind." };
        var wait = new Option<bool>("--wait") { Description = "Follow it to its end. Ctrl-C ends the waiting, not the ScaleIn." };
        var timeout = new Option<string?>("--timeout") { Description = "How long to wait [default: the deadline and 90s; of a dry run 60s].", HelpName = "TIME" };
        var kubeconfig = new Option<FileInfo?>("--kubeconfig") { Description = "The hub's kubeconfig; without it $KUBECONFIG or ~/.kube/config, as with kubectl.", HelpName = "FILE" };
        var context = new Option<string?>("--context") { Description = "Context of that kubeconfig; without it the current one." };
        var output = new Option<string>("--output", "-o") { Description = "text, or json: the ScaleIn as it was last seen.", DefaultValueFactory = static _ => "text" };
        mode.AcceptOnlyFromAmong(Enum.GetNames<ScaleInMode>());
        guarantee.AcceptOnlyFromAmong(Enum.GetNames<ScaleInGuarantee>());
        output.AcceptOnlyFromAmong("text", "json");
        workload.Validators.Add(result =>
        {
            // An option that there is not would else be taken for the workload.
            if (result.GetValue(workload) is ['-', ..] option) result.AddError($"{option} is not an option of scale-in: fedscaler scale-in --help lists them");
        });
        var command = new Command("scale-in", Summary) { workload, pods, file, kind, version, mode, guarantee, deadline, name, dryRun, wait, timeout, kubeconfig, context, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var arguments = new ScaleInArguments
            {
                Workload = parsed.GetValue(workload),
                Kind = parsed.GetValue(kind),
                ApiVersion = parsed.GetValue(version),
                Pods = [.. (parsed.GetValue(pods) ?? []).Select(static text => new PodArgument("--pod", text))],
                Mode = parsed.GetValue(mode),
                Guarantee = parsed.GetValue(guarantee),
                Deadline = parsed.GetValue(deadline),
                Name = parsed.GetValue(name),
                DryRun = parsed.GetValue(dryRun),
                Wait = parsed.GetValue(wait),
                Timeout = parsed.GetValue(timeout),
                Json = parsed.GetValue(output) == "json",
                Kubeconfig = parsed.GetValue(kubeconfig)?.FullName,
                Context = parsed.GetValue(context),
            };
            return await RunAsync(arguments, parsed.GetValue(file), input, parsed.InvocationConfiguration, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(ScaleInArguments arguments, string? file, TextReader input, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        if (file is not null) arguments = arguments with { Pods = [.. arguments.Pods, .. await ReadAsync(file, input, faults, cancellationToken)] };
        if (faults.Count == 0 && arguments.Read(faults) is { } options)
        {
            var view = ScaleInViews.ForConsole(console.Output, options, TimeProvider.System);
            return await ScaleInRun.RunAsync(options, view, new ScaleInOutput(console.Output, console.Error, options.Json), TimeProvider.System, cancellationToken);
        }

        foreach (var fault in faults) await console.Error.WriteLineAsync(fault);
        return ExitCodes.Refused;
    }

    private static async Task<IEnumerable<PodArgument>> ReadAsync(string file, TextReader input, List<string> faults, CancellationToken cancellationToken)
    {
        try
        {
            var text = file == "-" ? await input.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(file, cancellationToken);
            return PodArgument.FromLines(file == "-" ? "standard input" : file, text.Split('\n'));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            faults.Add($"--from-file {file}: {refused.Message}");
            return [];
        }
    }
}
