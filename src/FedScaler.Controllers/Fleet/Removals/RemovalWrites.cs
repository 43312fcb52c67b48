using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet.Caches;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Core.ScaleIn;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Fleet.Removals;

/// <summary>The writes of a removal to one member.</summary>
internal sealed class RemovalWrites(MemberCalls calls, RemovalReads reads, MemberCaches caches, ILogger logger)
{
    public const string FieldManager = "fedscaler-scalein";

    private static readonly ResourceType Hpas = KnownResources.HorizontalPodAutoscalers;
    private static readonly WriteOptions Ours = new(FieldManager);

    /// <exception cref="ArgumentException">The step is the hub's.</exception>
    public static string MemberOf(RemovalStep step) => step switch
    {
        RemovalStep.HoldAutoscaler hold => hold.Cluster,
        RemovalStep.ReleaseAutoscaler release => release.Cluster,
        RemovalStep.MarkPod mark => mark.Cluster,
        RemovalStep.Commit commit => commit.Cluster,
        RemovalStep.SetToken token => token.Cluster,
        RemovalStep.DeletePod delete => delete.Cluster,
        RemovalStep.EvictPod evict => evict.Cluster,
        _ => throw new ArgumentException($"{step.GetType().Name} is no step of a member", nameof(step)),
    };

    /// <inheritdoc cref="MemberOf"/>
    public Task TakeAsync(RemovalSight sight, RemovalStep step, CancellationToken cancellationToken)
    {
        var target = sight.Target;
        return step switch
        {
            RemovalStep.HoldAutoscaler hold => PatchHpaAsync(target, hold.Name, HpaHold.Hold(hold, sight.Id), cancellationToken),
            RemovalStep.ReleaseAutoscaler release => ReleaseAsync(target, release, cancellationToken),
            RemovalStep.MarkPod mark => MarkAsync(target, mark, cancellationToken),
            RemovalStep.Commit commit => PatchWorkloadAsync(target, RemovalBody.Commit(commit), cancellationToken),
            RemovalStep.SetToken token => PatchWorkloadAsync(target, RemovalBody.Token(token.Token, token.ResourceVersion), cancellationToken),
            RemovalStep.DeletePod delete => DeleteAsync(target, delete, cancellationToken),
            RemovalStep.EvictPod evict => EvictAsync(target, evict, cancellationToken),
            _ => throw new ArgumentException($"{step.GetType().Name} is no step of a member", nameof(step)),
        };
    }

    private async Task<JsonObject> PatchHpaAsync(TargetRef target, string name, JsonObject body, CancellationToken cancellationToken)
    {
        var key = new ObjectKey(target.Namespace, name);
        var hpa = await PatchAsync(Hpas, key, body, JsonDecoders.Object, cancellationToken);
        if (caches.FindHpas(target.Namespace) is { } cache && hpa.At("metadata", "resourceVersion").Text() is { Length: > 0 } version)
            caches.OwnWrites.Expect(target, cache, key, version);
        return hpa;
    }

    private async Task ReleaseAsync(TargetRef target, RemovalStep.ReleaseAutoscaler step, CancellationToken cancellationToken)
    {
        var released = await PatchHpaAsync(target, step.Name, HpaHold.Release(step), cancellationToken);
        if (FieldReturn.Of(released) is not { } ownership) return;
        try
        {
            await PatchHpaAsync(target, step.Name, ownership, cancellationToken);
        }
        catch (Exception error) when (error is KubeApiException or HttpRequestException or TimeoutException)
        {
            // The HPA is free, and that is what counts.
            RemovalLog.OwnershipKept(logger, calls.Server, step.Name, error.Message);
        }
    }

    private async Task MarkAsync(TargetRef target, RemovalStep.MarkPod step, CancellationToken cancellationToken)
    {
        try
        {
            await PatchAsync(KnownResources.Pods, new ObjectKey(target.Namespace, step.Name), RemovalBody.Mark(step), JsonDecoders.Metadata, cancellationToken);
        }
        catch (KubeApiException error) when (error.Code == 422 && error.Status.Causes.Any(static cause => cause.Field == "metadata.uid"))
        {
            // Servers of old called another uid invalid (see ReleasePod in kubernetes pkg/controller/controller_ref_manager.go).
            throw new KubeApiException(error.Status with { Code = 409, Reason = "Conflict" }, error.RetryAfter, error);
        }
    }

    private async Task PatchWorkloadAsync(TargetRef target, JsonObject body, CancellationToken cancellationToken)
    {
        var type = (await reads.ResolveAsync(target.ApiVersion, target.Kind, cancellationToken)).TypeOrNull
            ?? throw new InvalidOperationException($"the member serves no {target.Kind} of {target.ApiVersion} any more");
        var key = new ObjectKey(target.Namespace, target.Name);
        var written = await PatchAsync(type, key, body, JsonDecoders.Metadata, cancellationToken);
        if (caches.FindWorkloads(target)?.Cache is { } cache && written.ResourceVersion is { Length: > 0 } version)
            caches.OwnWrites.Expect(target, cache, key, version);
    }

    private Task DeleteAsync(TargetRef target, RemovalStep.DeletePod step, CancellationToken cancellationToken) =>
        calls.WithinDeadlineAsync(
            "a write",
            async token =>
            {
                await calls.Client.DeleteAsync(KnownResources.Pods, new ObjectKey(target.Namespace, step.Name), new DeleteOptions(Uid: step.Uid), token);
                return true;
            },
            cancellationToken);

    private Task EvictAsync(TargetRef target, RemovalStep.EvictPod step, CancellationToken cancellationToken)
    {
        var (key, body) = (new ObjectKey(target.Namespace, step.Name), RequestBody.From(RemovalBody.Eviction(target.Namespace, step)));
        return calls.WithinDeadlineAsync(
            "a write",
            token => calls.Client.CreateSubresourceAsync(KnownResources.Pods, key, body, Ours with { Subresource = "eviction" }, JsonDecoders.Nothing, token),
            cancellationToken);
    }

    private Task<T> PatchAsync<T>(ResourceType type, ObjectKey key, JsonObject body, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        calls.WithinDeadlineAsync(
            "a write", token => calls.Client.PatchAsync(type, key, PatchKind.Merge, RequestBody.From(body), Ours, decoder, token), cancellationToken);
}
