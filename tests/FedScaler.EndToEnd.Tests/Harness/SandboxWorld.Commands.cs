using System.Collections.Concurrent;
using System.CommandLine;
using FedScaler.Migrate;
using FedScaler.Runtime.Observation;
using FedScaler.Sandbox.Storage;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>Command lines that a user runs meanwhile, on the fleet's clock.</summary>
internal sealed partial class SandboxWorld
{
    private readonly ActivityRegistry _commands = new();

    /// <summary>Runs <c>fedscaler migrate ...</c> as the hub's administrator until it ends, while all else goes on.</summary>
    /// <param name="stopAt">How the line begins after which it is stopped; null to let it end by itself.</param>
    public async Task<CommandResult> MigrateAsync(string[] args, string? stopAt = null)
    {
        var kubeconfig = Path.Combine(Path.GetTempPath(), $"fedscaler-{Guid.NewGuid():N}.kubeconfig");
        await File.WriteAllTextAsync(kubeconfig, Servers.Hub.Kubeconfig);
        var clock = new CommandClock(_time);
        using var registration = _commands.Add(clock);
        using var stop = new CancellationTokenSource();
        await using var output = new CommandOutput(stopAt, stop);
        await using var error = new StringWriter();
        try
        {
            var root = new RootCommand { MigrateCommand.Create(clock) };
            var run = root.Parse(["migrate", .. args, "--kubeconfig", kubeconfig]).InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, stop.Token);
            _ = run.ContinueWith(_ => clock.IsOver = true, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            while (!run.IsCompleted) await _clock.AdvanceAsync(TimeSpan.FromSeconds(0.5), default);
            return new CommandResult(await run, output.ToString(), error.ToString());
        }
        finally
        {
            File.Delete(kubeconfig);
        }
    }

    /// <summary>All that a field manager stored on the hub while something went on, in order.</summary>
    public async Task<IReadOnlyList<StoreEvent>> CollectStoredByAsync(string manager, Func<Task> meanwhile)
    {
        var written = new ConcurrentQueue<StoreEvent>();
        void See(StoreEvent change)
        {
            if (change.Origin is { } origin && origin.FieldManager == manager) written.Enqueue(change);
        }

        Servers.Hub.Store.Changed += See;
        await meanwhile();
        Servers.Hub.Store.Changed -= See;
        return [.. written];
    }
}
