using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Terminal;

namespace FedScaler.Migrate.FederatedHpas;

/// <summary>Checks, says what differs, and takes the steps, or shows them.</summary>
internal sealed class FederatedHpaRun(FederatedHpaOptions options, TextWriter output, TextWriter error, TimeProvider time)
{
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var paths = Kubeconfig.DefaultPaths(options.Kubeconfig);
        var place = string.Join(Path.PathSeparator, paths);
        try
        {
            var connection = (await Kubeconfig.LoadAsync(paths, cancellationToken)).Resolve(options.Context);
            await using var hub = KubeClient.Create(connection, time);
            return await RunAsync(hub, cancellationToken);
        }
        catch (MigrationRefusedException refused)
        {
            foreach (var message in refused.Messages) await error.WriteLineAsync(OneLine.Of(message));
            return ExitCodes.Refused;
        }
        catch (Exception refused) when (refused is KubeconfigException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(OneLine.Of($"{place}: {refused.Message}"));
            return ExitCodes.Refused;
        }
        catch (Exception unreached) when (unreached is HttpRequestException or KubeApiException or TimeoutException)
        {
            await error.WriteLineAsync(OneLine.Of($"the control plane of {place}: {unreached.Message}"));
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
    }

    /// <inheritdoc cref="RunAsync(CancellationToken)"/>
    public async Task<int> RunAsync(IKubeClient hub, CancellationToken cancellationToken)
    {
        var reader = new SightReader(hub, options.Key);
        var first = await reader.ReadAsync(cancellationToken);
        var refusals = options.Back ? OutwardChecks.Of(first) : InwardChecks.Of(first);
        if (refusals.Count > 0) throw new MigrationRefusedException(refusals);
        foreach (var note in Notes(first)) await output.WriteLineAsync(OneLine.Of($"note: {note}"));
        var steps = options.Back ? OutwardSteps.Of(first) : InwardSteps.Of(first);
        if (options.DryRun)
        {
            await StepList.WriteAsync(steps, first, output);
            return ExitCodes.Success;
        }

        using var deadline = new Deadline(options.Timeout, time, cancellationToken);
        var runner = new StepRunner(hub, reader.ReadAsync, options.Settle, output, time);
        try
        {
            await runner.RunAsync(steps, deadline.Token);
            return ExitCodes.Success;
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            await error.WriteLineAsync(OneLine.Of($"not done within {options.Timeout.TotalSeconds:0} s (waiting: {runner.Waiting}); run it again, it goes on where it stopped"));
            return ExitCodes.TimedOut;
        }
    }

    private IReadOnlyList<string> Notes(MigrationSight first)
    {
        if (options.Back) return first.FedHpa is { } fedHpa ? FederatedHpaDraft.Of(fedHpa, first.Record).Notes : [];
        return first.Draft?.Notes ?? [];
    }
}
