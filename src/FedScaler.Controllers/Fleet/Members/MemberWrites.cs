using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet.Caches;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Members;

/// <summary>The four writes that a member ever sees. Each has a deadline, and is waited for in the caches afterwards.</summary>
internal sealed class MemberWrites(MemberConnection connection, FleetOptions options, TimeProvider time)
{
    private const string BindingsManager = "fedscaler-bindings";
    private const string RestoreManager = "fedscaler-restore";

    private static readonly ResourceType Hpas = KnownResources.HorizontalPodAutoscalers;
    private static readonly HpaDecoder Decoder = new();
    private static readonly JsonDecoder<JsonObject> WholeObject = JsonDecoder<JsonObject>.Of(KubeJsonContext.Default.JsonObject);
    private static readonly JsonDecoder<Scale> ScaleDecoder = JsonDecoder<Scale>.Of(KubeJsonContext.Default.Scale);

    private readonly MemberCalls _calls = new(connection.Client, options.WriteDeadline, time, connection.Server);

    public async Task<HpaView> ApplyHpaAsync(HpaDocument document, CancellationToken cancellationToken)
    {
        var key = new ObjectKey(document.Target.Namespace, document.Name);
        // Forcing an apply onto it would turn somebody else's HPA round.
        if (connection.Caches.FindHpas(key.Namespace!)?.Informer.Get(key) is { } taken && !taken.Targets(document.Target))
            throw new InvalidOperationException($"HPA {key} is there already and scales {taken.TargetKind} {taken.TargetName}: rename the FedHPA, or delete that HPA");
        if (connection.Caches.FindHpas(key.Namespace!)?.Informer.Get(key) is { View: { HeldBy: not null } held })
            document = document with { ResourceVersion = (await LetGoAsync(key, held, cancellationToken)).View.ResourceVersion };
        var body = RequestBody.From(HpaBody.ForApply(document));
        var write = new WriteOptions(HpaMarks.FieldManager, Force: true);
        var applied = await WithinDeadlineAsync(
            token => connection.Client.PatchAsync(Hpas, key, PatchKind.Apply, body, write, Decoder, token), cancellationToken);
        ExpectHpa(document.Target, key, applied.View.ResourceVersion);
        return applied.View;
    }

    public async Task DeleteHpaAsync(TargetRef target, HpaView hpa, CancellationToken cancellationToken)
    {
        var (key, uid) = (new ObjectKey(target.Namespace, hpa.Name), hpa.Uid);
        await WithinDeadlineAsync(token => DeleteOrMissAsync(key, hpa, token), cancellationToken);
        if (connection.Caches.FindHpas(target.Namespace) is { } cache)
            connection.Caches.OwnWrites.ExpectGone(target, cache, key, () => cache.Informer.Get(key)?.View.Uid != uid);
    }

    public async Task RestoreHpaAsync(TargetRef target, string name, string spec, CancellationToken cancellationToken)
    {
        var key = new ObjectKey(target.Namespace, name);
        var restored = await WithinDeadlineAsync(
            async token =>
            {
                var hpa = await connection.Client.GetAsync(Hpas, key, WholeObject, token);
                HpaBody.Restore(hpa, spec);
                return await connection.Client.ReplaceAsync(Hpas, key, RequestBody.From(hpa), new WriteOptions(RestoreManager), Decoder, token);
            },
            cancellationToken);
        ExpectHpa(target, key, restored.View.ResourceVersion);
    }

    public async Task ScaleAsync(TargetRef target, int replicas, string resourceVersion, CancellationToken cancellationToken)
    {
        if (connection.Caches.FindWorkloads(target) is not { Resolution: KindResolution.Found(var type) } watch)
            throw new InvalidOperationException($"{target} cannot be scaled: it is not tracked, or the member does not serve its kind");
        var key = new ObjectKey(target.Namespace, target.Name);
        var body = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = resourceVersion },
            ["spec"] = new JsonObject { ["replicas"] = replicas },
        };
        var write = new WriteOptions(BindingsManager, Subresource: "scale");
        var scaled = await WithinDeadlineAsync(
            token => connection.Client.PatchAsync(type, key, PatchKind.Merge, RequestBody.From(body), write, ScaleDecoder, token), cancellationToken);
        if (watch.Cache is { } cache && scaled.Metadata.ResourceVersion is { Length: > 0 } version)
            connection.Caches.OwnWrites.Expect(target, cache, key, version);
    }

    /// <summary>Returns whether it was there to be deleted: it may be gone already, or another may have its name.</summary>
    private async Task<bool> DeleteOrMissAsync(ObjectKey key, HpaView hpa, CancellationToken cancellationToken)
    {
        try
        {
            await connection.Client.DeleteAsync(Hpas, key, new DeleteOptions(hpa.Uid, hpa.ResourceVersion), cancellationToken);
            return true;
        }
        catch (KubeApiException missing) when (missing.IsNotFound)
        {
            return false;
        }
        catch (KubeApiException changed) when (changed.IsConflict)
        {
            // Which of the two preconditions it was, only the message tells.
            if (await IsThereAsync(key, hpa.Uid, cancellationToken)) throw;
            return false;
        }
    }

    private async Task<bool> IsThereAsync(ObjectKey key, string uid, CancellationToken cancellationToken)
    {
        try
        {
            return (await connection.Client.GetAsync(Hpas, key, Decoder, cancellationToken)).View.Uid == uid;
        }
        catch (KubeApiException missing) when (missing.IsNotFound)
        {
            return false;
        }
    }

    private Task<HpaRecord> LetGoAsync(ObjectKey key, HpaView held, CancellationToken cancellationToken)
    {
        var body = RequestBody.From(HpaBody.ForLettingGo(held.ResourceVersion));
        return WithinDeadlineAsync(
            token => connection.Client.PatchAsync(Hpas, key, PatchKind.Merge, body, new WriteOptions(HpaMarks.FieldManager), Decoder, token), cancellationToken);
    }

    private void ExpectHpa(TargetRef target, ObjectKey key, string resourceVersion)
    {
        if (connection.Caches.FindHpas(target.Namespace) is { } cache)
            connection.Caches.OwnWrites.Expect(target, cache, key, resourceVersion);
    }

    private Task<T> WithinDeadlineAsync<T>(Func<CancellationToken, Task<T>> write, CancellationToken cancellationToken) =>
        _calls.WithinDeadlineAsync("a write", write, cancellationToken);
}
