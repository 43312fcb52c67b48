using System.Collections.Immutable;
using FedScaler.Api.ScaleIns;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.ScaleIn;
using FedScaler.Kube.Client;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Leadership;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>Takes the steps of a decision: in their order in each cluster, clusters beside each other.</summary>
internal sealed class ScaleInActor(IRemovalFleet removals, LeaderWriter hub, ILogger logger)
{
    /// <summary>Writes to pods of one cluster under way at a time: none of them waits for another.</summary>
    private const int PodsAtATime = 8;

    public async Task<ActsTaken> TakeAsync(ScaleIn resource, RemovalRequest request, RemovalDecision decision, Leader? leader, CancellationToken cancellationToken)
    {
        var target = TargetRef.Of(resource);
        var taking = decision.Steps.GroupBy(static step => step.Where, StringComparer.Ordinal).Select(steps =>
        {
            if (steps.Key is not { } member) return RunAsync([.. steps], "the hub", step => hub.TakeAsync(leader!, step, TakenOut(decision.Progress), cancellationToken));
            var sight = ScaleInObserver.SightOf(member, target, request, decision.Progress);
            return RunAsync([.. steps], member, step => removals.TakeAsync(sight, step, cancellationToken));
        });
        return ActsTaken.Of(await Task.WhenAll(taking));

        Task<ActsTaken> RunAsync(ImmutableArray<RemovalStep> steps, string where, Func<RemovalStep, Task> take) =>
            TakeInOrderAsync(new Run(resource.Metadata.Key, where, take), steps, cancellationToken);
    }

    /// <summary>Up to the first step that did not succeed: those after it may build on it. Only writes to pods stand beside each other.</summary>
    private async Task<ActsTaken> TakeInOrderAsync(Run run, ImmutableArray<RemovalStep> steps, CancellationToken cancellationToken)
    {
        for (var i = 0; i < steps.Length;)
        {
            var together = steps.Skip(i).TakeWhile(IsOfPod).ToList();
            if (together.Count == 0) together.Add(steps[i]);
            var outcomes = new StepOutcome[together.Count];
            await Parallel.ForAsync(0, together.Count, new ParallelOptions { MaxDegreeOfParallelism = PodsAtATime, CancellationToken = cancellationToken },
                async (at, token) => outcomes[at] = await TakeAsync(run, together[at], token));
            if (outcomes.Any(static outcome => outcome is not StepOutcome.Done)) return Summary(outcomes);
            i += together.Count;
        }

        return ActsTaken.Well;
    }

    private async Task<StepOutcome> TakeAsync(Run run, RemovalStep step, CancellationToken cancellationToken)
    {
        try
        {
            await run.Take(step);
            ScaleInLog.Taken(logger, run.Key, run.Where, step);
            return StepOutcome.Done.Instance;
        }
        catch (KubeApiException error) when (error.Code is 404 or 409)
        {
            ScaleInLog.Overtaken(logger, run.Key, run.Where, step, error.Message);
            return StepOutcome.Overtaken.Instance;
        }
        catch (KubeApiException error) when (error.Code == 429)
        {
            return new StepOutcome.Forbidden($"{run.Where}: {NameOf(step)} is not allowed for now: {error.Status.Message}");
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && error is not FencedWriteException)
        {
            ScaleInLog.Failed(logger, error, run.Key, run.Where, step);
            return new StepOutcome.Failed($"{run.Where}: {NameOf(step)} failed: {error.Message}");
        }
    }

    private static Dictionary<string, int> TakenOut(RemovalProgress progress) => progress.Clusters
        .Where(static cluster => cluster is { Stage: >= ClusterStage.Committed, Before: not null, Target: not null })
        .ToDictionary(static cluster => cluster.Name, static cluster => Math.Max(0, cluster.Before!.Value - cluster.Target!.Value), StringComparer.Ordinal);

    private static ActsTaken Summary(IReadOnlyCollection<StepOutcome> outcomes) => new(
        Some(outcomes.OfType<StepOutcome.Failed>().Select(static outcome => outcome.Why)),
        Some(outcomes.OfType<StepOutcome.Forbidden>().Select(static outcome => outcome.Why)),
        outcomes.OfType<StepOutcome.Overtaken>().Any());

    /// <summary>A few say it all: a member that refuses one write refuses a hundred.</summary>
    private static ImmutableArray<string> Some(IEnumerable<string> words) => [.. words.Order(StringComparer.Ordinal).Take(3)];

    private static bool IsOfPod(RemovalStep step) => step is RemovalStep.MarkPod or RemovalStep.DeletePod or RemovalStep.EvictPod;

    private static string NameOf(RemovalStep step) => step switch
    {
        RemovalStep.HoldAutoscaler hold => $"holding HPA {hold.Name}",
        RemovalStep.ReleaseAutoscaler release => $"letting HPA {release.Name} go",
        RemovalStep.MarkPod mark => $"marking pod {mark.Name}",
        RemovalStep.Commit commit => $"lowering the count to {commit.Replicas}",
        RemovalStep.DeletePod delete => $"deleting pod {delete.Name}",
        RemovalStep.EvictPod evict => $"evicting pod {evict.Name}",
        RemovalStep.LowerMax lower => $"lowering maxReplicas to {lower.MaxReplicas}",
        RemovalStep.LowerCount lower => $"lowering spec.replicas to {lower.Replicas}",
        _ => "writing the workload's annotation",
    };

    private sealed record Run(ObjectKey Key, string Where, Func<RemovalStep, Task> Take);
}
