using System.CommandLine;
using FedScaler.Hosting.Federations;
using FedScaler.Sandbox.Simulation;
using FedScaler.Sandbox.Time;

namespace FedScaler.SandboxHost;

/// <summary><c>fedscaler sandbox</c>: a hub and members on loopback ports, until it is interrupted.</summary>
internal static class SandboxCommand
{
    public static Command Create()
    {
        var members = new Option<int>("--members") { Description = "How many member clusters.", DefaultValueFactory = static _ => 3, HelpName = "N" };
        var directory = new Option<DirectoryInfo>("--dir") { Description = "Where hub.kubeconfig and NAME.kubeconfig for every member are written.", Required = true, HelpName = "DIR" };
        var seed = new Option<int>("--seed") { Description = "Decides everything that is random.", DefaultValueFactory = static _ => 1 };
        var speed = new Option<double>("--speed") { Description = "Simulated seconds per second.", DefaultValueFactory = static _ => 1, HelpName = "X" };
        var bare = new Option<bool>("--bare") { Description = "The hub has none of FedScaler's CRDs, and no member is registered." };
        var federation = new Option<string>("--federation") { Description = "What federates the members: nothing (direct), or a simulated Karmada control plane on the hub.", DefaultValueFactory = static _ => FederationNames.Of(FederationKind.Direct), HelpName = "direct|karmada" };
        federation.AcceptOnlyFromAmong(FederationNames.Of(FederationKind.Direct), FederationNames.Of(FederationKind.Karmada));
        members.Validators.Add(result =>
        {
            if (result.GetValue(members) is < 1 or > 100) result.AddError("--members must be from 1 to 100");
        });
        speed.Validators.Add(result =>
        {
            if (result.GetValue(speed) is not (> 0 and <= 10_000)) result.AddError("--speed must be above 0 and at most 10000");
        });
        var command = new Command("sandbox", "Run a fleet in this process: a hub and member clusters that kubectl can talk to. Ends at SIGINT or SIGTERM.") { members, directory, seed, speed, federation, bare };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new SimulatedFleetOptions
            {
                Time = Clock(parsed.GetValue(speed)),
                Members = parsed.GetValue(members),
                Seed = parsed.GetValue(seed),
                Federation = FederationOption.Read(parsed.GetValue(federation)) ?? FederationKind.Direct,
                Bare = parsed.GetValue(bare),
            },
            parsed.GetValue(directory)!.FullName, parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static TimeProvider Clock(double speed) =>
        speed == 1 ? TimeProvider.System : new ScaledTimeProvider(TimeProvider.System, TimeProvider.System.GetUtcNow(), speed);

    private static async Task<int> RunAsync(SimulatedFleetOptions options, string directory, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            await using var fleet = await SimulatedFleet.StartAsync(options, cancellationToken);
            using var driver = new SimulationDriver(fleet.Simulation, options.Time);
            await fleet.Servers.WriteKubeconfigsAsync(directory, cancellationToken);
            var names = string.Join(", ", fleet.Servers.Members.Select(static member => member.Name));
            await output.WriteLineAsync($"ready: hub and {names}; kubeconfigs in {directory}");
            await output.FlushAsync(cancellationToken);
            await driver.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to end, however early: the ordinary end.
        }

        return ExitCodes.Success;
    }
}
