using FedScaler.Kube.Client;
using FedScaler.Terminal;

namespace FedScaler.Migrate.FederatedHpas;

/// <summary>Takes one step after the other, each only when the one before is seen to be done.</summary>
internal sealed class StepRunner(IKubeClient hub, Func<CancellationToken, Task<MigrationSight>> look, TimeSpan settle, TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>What it waits for; null while it does not wait.</summary>
    public string? Waiting { get; private set; }

    public async Task RunAsync(IReadOnlyList<MigrationStep> steps, CancellationToken cancellationToken)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            Waiting = steps[i].Title;
            var acted = await TakeAsync(steps[i], cancellationToken);
            Waiting = null;
            await output.WriteLineAsync(OneLine.Of($"{i + 1}/{steps.Count} {steps[i].Title}: {(acted ? "done" : "was done")}"));
            await output.FlushAsync(cancellationToken);
        }
    }

    /// <summary>Returns whether there was anything to do.</summary>
    private async Task<bool> TakeAsync(MigrationStep step, CancellationToken cancellationToken)
    {
        var (acted, since, counts) = (false, time.GetTimestamp(), "");
        while (true)
        {
            var sight = await look(cancellationToken);
            if (step.IsDone(sight))
            {
                if (!step.Settles || IsSettled(sight)) return acted;
            }
            else
            {
                acted |= step.ActAsync is null;
                Waiting = step.Waits(sight) ?? step.Title;
                if (step.ActAsync is { } act && step.Waits(sight) is null) acted |= await TryAsync(act, sight, cancellationToken);
                counts = "";
            }

            await Task.Delay(Pause, time, cancellationToken);
        }

        // What Karmada reports is some moments old: it is believed when it has not changed for a while.
        bool IsSettled(MigrationSight sight)
        {
            if (counts != Counts.Fingerprint(sight)) (counts, since) = (Counts.Fingerprint(sight), time.GetTimestamp());
            return time.GetElapsedTime(since) >= settle;
        }
    }

    private async Task<bool> TryAsync(Func<IKubeClient, MigrationSight, CancellationToken, Task> act, MigrationSight sight, CancellationToken cancellationToken)
    {
        try
        {
            await act(hub, sight, cancellationToken);
        }
        catch (KubeApiException other) when (other.Code == 409)
        {
            // Somebody else wrote in between: the next look says what is left to do.
        }

        return true;
    }
}
