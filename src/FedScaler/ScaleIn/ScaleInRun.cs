using FedScaler.Api;
using FedScaler.Api.Json;
using FedScaler.Api.ScaleIns;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.ScaleIns.View;

namespace FedScaler.ScaleIns;

/// <summary>Creates a ScaleIn on the hub and, where that is asked for, follows it.</summary>
internal sealed class ScaleInRun(ScaleInOptions options, IKubeClient hub, IScaleInView view, ScaleInOutput output, TimeProvider time)
{
    /// <summary>What a signal leaves a program to clean up in is about as much.</summary>
    private static readonly TimeSpan CleanUp = TimeSpan.FromSeconds(5);

    private static readonly WriteOptions Writer = new("fedscaler-scale-in");

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(ScaleInOptions options, IScaleInView view, ScaleInOutput output, TimeProvider time, CancellationToken cancellationToken)
    {
        var paths = Kubeconfig.DefaultPaths(options.Kubeconfig);
        var place = string.Join(Path.PathSeparator, paths);
        try
        {
            var connection = (await Kubeconfig.LoadAsync(paths, cancellationToken)).Resolve(options.Context);
            await using var hub = KubeClient.Create(connection, time);
            return await new ScaleInRun(options, hub, view, output, time).RunAsync(cancellationToken);
        }
        catch (Exception refused) when (refused is KubeconfigException or IOException or UnauthorizedAccessException)
        {
            output.Fault($"{place}: {refused.Message}");
            return ExitCodes.Refused;
        }
        catch (Exception unreached) when (unreached is HttpRequestException or KubeApiException or TimeoutException)
        {
            output.Fault($"the hub of {place}: {unreached.Message}");
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
    }

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        ScaleIn created;
        try
        {
            created = await CreateAsync();
        }
        catch (KubeApiException refused) when (refused.Code is 400 or 404 or 409 or 422)
        {
            return output.NotCreated(options, refused);
        }

        if (options.Spec.DryRun) return await DryRunAsync(created, cancellationToken);
        output.Created(created, options.Wait);
        if (!options.Wait) return ExitCodes.Success;
        var outcome = await WaitAsync(created, cancellationToken);
        return output.Ended(outcome, options);
    }

    private Task<ScaleIn> CreateAsync()
    {
        // The hub makes the name up: it alone knows which are free. A signal waits for the answer: who does not know whether it was
        // created could not take it back.
        var metadata = options.Name is { } name
            ? new ObjectMeta { Name = name, Namespace = options.Namespace }
            : new ObjectMeta { GenerateName = $"{options.Spec.ScaleTargetRef.Name}-", Namespace = options.Namespace };
        var body = RequestBody.From(new ScaleIn { Metadata = metadata, Spec = options.Spec }, ApiJson.Default.ScaleIn);
        return hub.CreateAsync(ApiResources.ScaleIns, options.Namespace, body, Writer, JsonDecoder<ScaleIn>.Of(ApiJson.Default.ScaleIn), CancellationToken.None);
    }

    /// <summary>Whatever comes of it, nothing is left on the hub.</summary>
    private async Task<int> DryRunAsync(ScaleIn created, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await WaitAsync(created, cancellationToken);
            return output.Foreseen(outcome, options);
        }
        finally
        {
            await DeleteAsync(created);
        }
    }

    private async Task DeleteAsync(ScaleIn created)
    {
        using var patience = new CancellationTokenSource(CleanUp, time);
        try
        {
            await hub.DeleteAsync(ApiResources.ScaleIns, created.Metadata.Key, new DeleteOptions(Uid: created.Metadata.Uid), patience.Token);
        }
        catch (KubeApiException gone) when (gone.IsNotFound || gone.IsConflict)
        {
            // Somebody else was faster; another of that name is not ours.
        }
        catch (Exception left) when (left is HttpRequestException or KubeApiException or TimeoutException or OperationCanceledException)
        {
            output.Fault($"ScaleIn {created.Metadata.Key}, which only asks, is left on the hub: {left.Message}");
        }
    }

    private async Task<WaitOutcome> WaitAsync(ScaleIn created, CancellationToken cancellationToken)
    {
        var last = created;
        using var firstLook = new CancellationTokenSource(options.Patience, time);
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, firstLook.Token, timeout.Token);
        try
        {
            var isOver = false;
            await view.RunAsync(async () => isOver = await new ScaleInFollower(hub, time).FollowAsync(created, See, view.Trouble, any.Token));
            return new WaitOutcome(last, isOver ? WaitEnd.Over : WaitEnd.Deleted);
        }
        catch (OperationCanceledException) when (any.IsCancellationRequested)
        {
            return new WaitOutcome(last, cancellationToken.IsCancellationRequested ? WaitEnd.Interrupted : timeout.IsCancellationRequested ? WaitEnd.TimedOut : WaitEnd.Unanswered);
        }

        bool See(ScaleIn seen)
        {
            last = seen;
            if (seen.Status is not null) firstLook.CancelAfter(Timeout.InfiniteTimeSpan);
            view.Show(seen);
            return seen.Status?.Phase?.IsEnd() ?? false;
        }
    }
}
