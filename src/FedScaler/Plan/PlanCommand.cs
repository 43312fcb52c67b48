using System.CommandLine;
using FedScaler.Hosting.Federations;

namespace FedScaler.Plan;

/// <summary><c>fedscaler plan</c>: what a FedHPA would do to a fleet, and why; writes nothing.</summary>
internal static class PlanCommand
{
    public static Command Create(TextReader input)
    {
        var name = new Argument<string?>("NAMESPACE/NAME") { Description = "With --kubeconfig: the FedHPA of the hub to plan for.", Arity = ArgumentArity.ZeroOrOne };
        var file = new Option<FileInfo?>("--file", "-f") { Description = "The FedHPA, as YAML or JSON.", HelpName = "FEDHPA.yaml" };
        var fleet = new Option<FileInfo?>("--fleet") { Description = "The fleet, as YAML or JSON: clusters, each with name, state, runs, wants, ready, unschedulable, fit, minReplicas, maxReplicas, labels.", HelpName = "FLEET.yaml" };
        var batch = new Option<bool>("--batch") { Description = "Read {\"spec\", \"clusters\"} objects, one a line, from standard input; answer one a line." };
        var kubeconfig = new Option<FileInfo?>("--kubeconfig") { Description = "The hub's kubeconfig: plan for its fleet as it is now.", HelpName = "FILE" };
        var context = new Option<string?>("--context") { Description = "Context of that kubeconfig; without it the current one." };
        var ns = new Option<string>("--namespace") { Description = "With --kubeconfig: the service's namespace, in which the members' Secrets are.", DefaultValueFactory = static _ => "fedscaler-system" };
        var loopback = new Option<bool>("--allow-loopback-members") { Description = "With --kubeconfig: accept members on loopback addresses, as a sandbox has them." };
        var federation = FederationOption.Create();
        federation.Description = $"With --kubeconfig: {federation.Description}";
        var brake = new Option<string>("--brake") { Description = "With --kubeconfig: the ConfigMap in the service's namespace that is its brake.", DefaultValueFactory = static _ => "fedscaler", HelpName = "NAME" };
        var output = new Option<string>("--output", "-o") { Description = "table or json.", DefaultValueFactory = static _ => "table" };
        name.Validators.Add(result =>
        {
            // An option that there is not would else be taken for the name.
            if (result.GetValue(name) is ['-', ..] option) result.AddError($"{option} is not an option of plan: fedscaler plan --help lists them");
        });
        output.AcceptOnlyFromAmong("table", "json");
        var command = new Command("plan", "Say what each member's HPA would be given, and why. Nothing is written anywhere.") { name, file, fleet, batch, kubeconfig, context, ns, federation, loopback, brake, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (console, json) = (parsed.InvocationConfiguration, parsed.GetValue(output) == "json");
            var (hub, spec, members) = (parsed.GetValue(kubeconfig)?.FullName, parsed.GetValue(file)?.FullName, parsed.GetValue(fleet)?.FullName);
            switch (parsed.GetValue(batch), hub, spec, members, parsed.GetValue(name))
            {
                case (true, null, null, null, null):
                    await PlanBatch.RunAsync(input, console.Output, TimeProvider.System, cancellationToken);
                    return ExitCodes.Success;
                case (false, null, { } resource, { } clusters, null):
                    return await FilePlan.RunAsync(resource, clusters, json, console, cancellationToken);
                case (false, { } from, _, null, var named) when spec is null != named is null:
                    var options = new LivePlanOptions(from, parsed.GetValue(context), parsed.GetValue(ns)!, parsed.GetValue(loopback), named, spec)
                    {
                        Brake = parsed.GetValue(brake)!,
                        Federation = FederationOption.Read(parsed.GetValue(federation)),
                    };
                    return await LivePlan.RunAsync(options, json, console, cancellationToken);
                default:
                    await console.Error.WriteLineAsync(
                        "plan needs one of: -f FEDHPA.yaml and --fleet FLEET.yaml; --batch; --kubeconfig FILE and NAMESPACE/NAME; --kubeconfig FILE and -f FEDHPA.yaml");
                    return ExitCodes.Refused;
            }
        });
        return command;
    }
}
