using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet.Caches;
using FedScaler.Core.ScaleIn;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Fleet.Removals;

/// <summary>One look at what a removal goes by in one member, all of it or nothing.</summary>
internal sealed class RemovalLook(string member, RemovalReads reads, ILogger logger)
{
    public async Task<ClusterObservation> LookAsync(RemovalSight sight, CancellationToken cancellationToken)
    {
        try
        {
            var seen = await ReadAsync(sight, cancellationToken);
            await reads.ConfirmAsync(cancellationToken);
            return seen;
        }
        catch (KubeApiException error) when (error.Code is 401 or 403)
        {
            RemovalLog.Refused(logger, member, sight.Target, error.Message);
        }
        catch (Exception error) when (IsNoAnswer(error) && !cancellationToken.IsCancellationRequested)
        {
            RemovalLog.NotAnswered(logger, member, sight.Target, error.Message);
        }

        return ClusterObservation.Unreachable(member);
    }

    // The connection may be closed under a look, in favour of one with a new kubeconfig.
    private static bool IsNoAnswer(Exception error) =>
        error is KubeApiException or HttpRequestException or IOException or TimeoutException or JsonException or OperationCanceledException or ObjectDisposedException;

    private async Task<ClusterObservation> ReadAsync(RemovalSight sight, CancellationToken cancellationToken)
    {
        var target = sight.Target;
        var workload = await reads.ResolveAsync(target.ApiVersion, target.Kind, cancellationToken) switch
        {
            KindResolution.Found(var type) => await reads.FindAsync(type, new ObjectKey(target.Namespace, target.Name), JsonDecoders.Object, cancellationToken),
            KindResolution.Failed(var reason) => throw new HttpRequestException(reason),
            _ => null,
        };
        if (workload is not null && WorkloadReading.Read(workload, sight.Kind) is { } seen) return await ReadAllAsync(sight, workload, seen, cancellationToken);
        if (workload is not null) RemovalLog.NoReplicas(logger, member, target, sight.Kind);
        var pods = await new PodReader(reads, target.Namespace).FindAsync(sight.Named, cancellationToken);
        return new ClusterObservation(member, null, [.. pods.Select(pod => PodReading.Observe(pod, ImmutableHashSet<string>.Empty, sight.Barrier?.Name))]);
    }

    private async Task<ClusterObservation> ReadAllAsync(RemovalSight sight, JsonObject workload, WorkloadObservation seen, CancellationToken cancellationToken)
    {
        var (ns, selector) = (sight.Target.Namespace, WorkloadReading.SelectorOf(workload));
        var pods = new PodReader(reads, ns);
        var (listing, owning) = (pods.ListAsync(selector, cancellationToken), ReplicaSetsAsync(sight, workload, selector, cancellationToken));
        var budgeting = reads.ListAsync(KnownResources.PodDisruptionBudgets, ns, null, JsonDecoders.Object, cancellationToken);
        var scaling = reads.ListAsync(KnownResources.HorizontalPodAutoscalers, ns, null, JsonDecoders.Object, cancellationToken);
        var labelling = LabelAsync(sight, workload, cancellationToken);
        await Task.WhenAll(listing, owning, budgeting, scaling, labelling);

        var (listed, sets, label) = (await listing, await owning, await labelling);
        var owners = sets.Select(WorkloadReading.UidOf).Append(WorkloadReading.UidOf(workload)).ToHashSet(StringComparer.Ordinal);
        var wanted = sight.Named.Except(listed.Select(static pod => pod.Metadata.Name), StringComparer.Ordinal).ToList();
        // A name that is not in the list may be that of a pod which lost a label, or another's.
        List<PodFields> all =
        [
            .. listed.Where(pod => PodReading.Belongs(pod, owners) || sight.Named.Contains(pod.Metadata.Name, StringComparer.Ordinal)),
            .. await pods.FindAsync(wanted, cancellationToken),
        ];
        return new ClusterObservation(
            member,
            seen with { FreeLabel = label, ActiveReplicaSets = WorkloadReading.ActiveOf(sets) },
            [.. all.Select(pod => PodReading.Observe(pod, owners, (sight.Barrier ?? label)?.Name))])
        {
            Budgets = BudgetReading.Read(await budgeting, all),
            Autoscaler = AutoscalerReading.Find(await scaling, sight.Target),
        };
    }

    /// <summary>All ReplicaSets of the workload, also those that are scaled to nothing: a pod of theirs may still be going.</summary>
    private async Task<List<JsonObject>> ReplicaSetsAsync(RemovalSight sight, JsonObject workload, string? selector, CancellationToken cancellationToken)
    {
        // Other kinds may work by ReplicaSets, too, as Argo's Rollout does.
        if (sight.Kind is not (TargetKind.Deployment or TargetKind.Other)) return [];
        var sets = await reads.ListAsync(KnownResources.ReplicaSets, sight.Target.Namespace, selector, JsonDecoders.Object, cancellationToken);
        var uid = WorkloadReading.UidOf(workload);
        return sets.FindAll(set => WorkloadReading.ControllerOf(set) == uid);
    }

    /// <summary>Searched for only while it is still to be chosen: nine lists are much for each look.</summary>
    private async Task<BarrierLabel?> LabelAsync(RemovalSight sight, JsonObject workload, CancellationToken cancellationToken)
    {
        if (sight.Kind != TargetKind.Deployment) return null;
        return sight.Barrier ?? await new FreeLabelSearch(reads, logger, member).FindAsync(workload, sight.Target.Namespace, cancellationToken);
    }
}
