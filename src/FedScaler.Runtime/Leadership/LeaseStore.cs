using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Runtime.Leadership;

/// <summary>
/// The Lease on the hub. Changed by merge patches, each guarded by the resourceVersion that it was decided from: a PUT would make
/// a Lease anew that is gone (AllowCreateOnUpdate, kubernetes pkg/registry/coordination/lease/strategy.go).
/// </summary>
internal sealed class LeaseStore(IKubeClient hub, ElectionOptions options, TimeProvider time)
{
    private static readonly WriteOptions Writer = new("fedscaler-leader");

    private readonly ObjectKey _key = new(options.Namespace, options.Name);

    /// <summary>Null where there is none.</summary>
    public async Task<LeaseRecord?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return LeaseRecord.Of(await hub.GetAsync(KnownResources.Leases, _key, JsonDecoders.Lease, cancellationToken));
        }
        catch (KubeApiException missing) when (missing.IsNotFound)
        {
            return null;
        }
    }

    /// <exception cref="KubeApiException">409: somebody else was first.</exception>
    public async Task<LeaseRecord> CreateAsync(CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["apiVersion"] = "coordination.k8s.io/v1",
            ["kind"] = "Lease",
            ["metadata"] = new JsonObject { ["name"] = options.Name, ["namespace"] = options.Namespace },
            ["spec"] = Spec(options.Identity, options.LeaseDuration, 0, Now),
        };
        return LeaseRecord.Of(
            await hub.CreateAsync(KnownResources.Leases, options.Namespace, RequestBody.From(body), Writer, JsonDecoders.Lease, cancellationToken));
    }

    /// <exception cref="KubeApiException">409: somebody else has changed it since.</exception>
    public Task<LeaseRecord> TakeAsync(LeaseRecord from, int transitions, CancellationToken cancellationToken) =>
        PatchAsync(from, Spec(options.Identity, options.LeaseDuration, transitions, Now), cancellationToken);

    /// <inheritdoc cref="TakeAsync"/>
    public Task<LeaseRecord> RenewAsync(LeaseRecord held, CancellationToken cancellationToken) =>
        PatchAsync(held, Spec(options.Identity, options.LeaseDuration, held.Transitions, null), cancellationToken);

    /// <summary>The Lease as it is after a renewal, or as another holds it.</summary>
    public async Task<LeaseRecord> RenewOrFindAsync(LeaseRecord held, CancellationToken cancellationToken)
    {
        try
        {
            return await RenewAsync(held, cancellationToken);
        }
        catch (KubeApiException changed) when (changed.IsConflict || changed.IsNotFound)
        {
            // Somebody changed it, perhaps no more than a label, or we did and the answer was lost.
        }

        if (await FindAsync(cancellationToken) is { } found) return found.Holder == options.Identity ? await RenewAsync(found, cancellationToken) : found;
        // Nobody makes one anew before a lease duration has passed, but we, who still hold the one that is gone.
        return await CreateAsync(cancellationToken);
    }

    /// <summary>Free at once for others; the shortest duration is for those who do not look at the holder.</summary>
    /// <inheritdoc cref="TakeAsync"/>
    public Task<LeaseRecord> ReleaseAsync(LeaseRecord held, CancellationToken cancellationToken) =>
        PatchAsync(held, Spec("", TimeSpan.FromSeconds(1), held.Transitions, Now), cancellationToken);

    private string Now => Stamp(time.GetUtcNow());

    private async Task<LeaseRecord> PatchAsync(LeaseRecord from, JsonObject spec, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["metadata"] = new JsonObject { ["uid"] = from.Uid, ["resourceVersion"] = from.ResourceVersion }, ["spec"] = spec };
        return LeaseRecord.Of(
            await hub.PatchAsync(KnownResources.Leases, _key, PatchKind.Merge, RequestBody.From(body), Writer, JsonDecoders.Lease, cancellationToken));
    }

    /// <param name="acquired">Null: as it is.</param>
    private JsonObject Spec(string holder, TimeSpan duration, int transitions, string? acquired)
    {
        var spec = new JsonObject
        {
            ["holderIdentity"] = holder,
            ["leaseDurationSeconds"] = (int)duration.TotalSeconds,
            ["leaseTransitions"] = transitions,
            ["renewTime"] = Now,
        };
        if (acquired is not null) spec["acquireTime"] = acquired;
        return spec;
    }

    // MicroTime is refused with anything but six digits of a second (apimachinery, micro_time.go).
    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
