using System.CommandLine;
using FedScaler.Hosting.Federations;

namespace FedScaler.Status;

/// <summary><c>fedscaler status</c>: one application over all its clusters.</summary>
internal static class StatusCommand
{
    private const string Summary =
        """
        Show one application over all its clusters, and why each has the share that it has; without NAME, a line for each application.

          fedscaler status -n shop
          fedscaler status -n shop web
          fedscaler status -n shop web --watch
          fedscaler status -n shop rb/api-deployment -o json

        Reads the hub alone, with your own rights, and says what it was not allowed to read. Nothing is written anywhere.
        Exits 0 when all that is shown is Ready, 1 when something is not, 2 when there is no such application, 130 at Ctrl-C.
        """;

    public static Command Create()
    {
        var name = new Argument<string?>("NAME") { Description = "Of a FedHPA; rb/NAME: of a ReplicaBinding.", Arity = ArgumentArity.ZeroOrOne };
        var ns = new Option<string?>("--namespace", "-n") { Description = "Its namespace; without it that of the context." };
        var all = new Option<bool>("--all-namespaces", "-A") { Description = "Those of all namespaces." };
        var watch = new Option<bool>("--watch", "-w") { Description = "Go on showing what changes, until Ctrl-C: the table anew in a terminal, else the lines that changed." };
        var output = new Option<string>("--output", "-o") { Description = "table, wide (with the clusters themselves) or json.", DefaultValueFactory = static _ => "table" };
        var kubeconfig = new Option<FileInfo?>("--kubeconfig") { Description = "The hub's kubeconfig; without it $KUBECONFIG or ~/.kube/config, as with kubectl.", HelpName = "FILE" };
        var context = new Option<string?>("--context") { Description = "Context of that kubeconfig; without it the current one." };
        var federation = FederationOption.Create();
        output.AcceptOnlyFromAmong("table", "wide", "json");
        name.Validators.Add(result =>
        {
            // An option that there is not would else be taken for the name.
            if (result.GetValue(name) is ['-', ..] option) result.AddError($"{option} is not an option of status: fedscaler status --help lists them");
            else if (result.GetValue(name) is { } text && ApplicationName.Parse(text) is null) result.AddError($"{text} is neither NAME nor rb/NAME: give the namespace with -n");
        });
        var command = new Command("status", Summary) { name, ns, all, watch, output, kubeconfig, context, federation };
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) && (result.GetValue(ns) is not null || result.GetValue(name) is not null)) result.AddError("-A goes with neither -n nor a name: a name is of one namespace");
            if (result.GetValue(watch) && result.GetValue(output) == "json") result.AddError("--watch goes with table and wide: kubectl get fhpa -w -o json follows the object itself");
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = new StatusOptions
            {
                Kubeconfig = parsed.GetValue(kubeconfig)?.FullName,
                Context = parsed.GetValue(context),
                Namespace = parsed.GetValue(ns),
                Federation = FederationOption.Read(parsed.GetValue(federation)),
                AllNamespaces = parsed.GetValue(all),
                Name = parsed.GetValue(name) is { } text ? ApplicationName.Parse(text) : null,
                Watch = parsed.GetValue(watch),
                Format = parsed.GetValue(output) switch { "json" => StatusFormat.Json, "wide" => StatusFormat.Wide, _ => StatusFormat.Table },
            };
            var console = parsed.InvocationConfiguration;
            return new StatusRun(options, console.Output, console.Error, TimeProvider.System).RunAsync(cancellationToken);
        });
        return command;
    }
}
