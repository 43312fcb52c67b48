using System.CommandLine;
using System.Net;
using FedScaler.Hosting.Federations;

namespace FedScaler.Run;

/// <summary><c>fedscaler run</c>: the service.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var kubeconfig = new Option<FileInfo?>("--kubeconfig") { Description = "The hub's kubeconfig; without it the service account of the pod that this runs in.", HelpName = "FILE" };
        var context = new Option<string?>("--context") { Description = "Context of that kubeconfig; without it the current one." };
        var ns = new Option<string>("--namespace") { Description = "The service's namespace: the only one in which it reads Secrets.", DefaultValueFactory = static _ => "fedscaler-system" };
        var federation = FederationOption.Create();
        var address = new Option<string>("--metrics-address") { Description = "Where /metrics, /healthz and /readyz are served; port 0 takes any, none serves nothing.", DefaultValueFactory = static _ => "127.0.0.1:9090", HelpName = "HOST:PORT" };
        var loopback = new Option<bool>("--allow-loopback-members") { Description = "Accept members on loopback addresses, and plain http there: for sandboxes." };
        var elect = new Option<bool?>("--leader-elect") { Description = "Stand by while another instance leads by Lease. Default: true in a pod, false with --kubeconfig.", Arity = ArgumentArity.ZeroOrOne };
        var lease = new Option<string>("--leader-elect-resource-name") { Description = "Name of that Lease, in --namespace.", DefaultValueFactory = static _ => "fedscaler", HelpName = "NAME" };
        var format = new Option<string>("--log-format") { Description = "text or json.", DefaultValueFactory = static _ => "text" };
        var series = new Option<int>("--metrics-max-shares") { Description = "How many shares (a FedHPA's in a member) have metrics of their own; those beyond are counted in fedscaler_fedhpa_unshown.", DefaultValueFactory = static _ => 2_000, HelpName = "N" };
        var brake = new Option<string>("--brake") { Description = "ConfigMap in the service's namespace whose key paused, set to \"true\", stops all writes at once.", DefaultValueFactory = static _ => "fedscaler", HelpName = "NAME" };
        var paused = new Option<bool>("--paused") { Description = "Write nothing to any member: observe and report only, whatever that ConfigMap says." };
        format.AcceptOnlyFromAmong("text", "json");
        address.Validators.Add(result =>
        {
            if (result.GetValue(address) is { } text and not "none" && !IPEndPoint.TryParse(text, out _)) result.AddError($"--metrics-address {text} is not an IP address and port, such as 127.0.0.1:9090");
        });
        var command = new Command("run", "Run the service against a hub, until SIGINT or SIGTERM.")
        {
            kubeconfig, context, federation, ns, address, series, loopback, elect, lease, brake, paused, format,
        };
        command.SetAction((parsed, cancellationToken) => RunHost.RunAsync(
            new RunOptions(
                parsed.GetValue(kubeconfig)?.FullName, parsed.GetValue(context), parsed.GetValue(ns)!, parsed.GetValue(address)!, parsed.GetValue(loopback),
                parsed.GetValue(format) == "json")
            {
                Federation = FederationOption.Read(parsed.GetValue(federation)),
                BrakeConfigMap = parsed.GetValue(brake)!,
                Paused = parsed.GetValue(paused),
                MaxMemberSeries = Math.Max(0, parsed.GetValue(series)),
                LeaderElect = parsed.GetResult(elect) is { Implicit: false, Tokens.Count: 0 } ? true : parsed.GetValue(elect),
                LeaseName = parsed.GetValue(lease)!,
            },
            parsed.InvocationConfiguration.Error, cancellationToken));
        return command;
    }
}
