using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Api.Common;
using FedScaler.Api.Json;
using FedScaler.Api.MemberClusters;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Direct;

/// <summary>Keeps MemberClusters' status true with as few writes as that takes: an idle fleet writes next to nothing.</summary>
internal sealed class MemberStatusWriter(IKubeClient hub, Informer<MemberCluster> members, FleetOptions options, FleetServices services)
{
    private const string FieldManager = "fedscaler-fleet";

    private static readonly JsonDecoder<MemberCluster> Decoder = JsonDecoder<MemberCluster>.Of(ApiJson.Default.MemberCluster);

    /// <summary>Writes if there is something to write; returns when to look again, or null for at the next change.</summary>
    public async Task<TimeSpan?> WriteAsync(DirectEntry entry, CancellationToken cancellationToken)
    {
        if (options.ReadOnly) return null;
        var now = services.Time.GetUtcNow();
        var before = Standing(entry);
        // Who leads by now is not worth a write.
        var after = MemberStatusBuilder.Build(entry, before, now) with { Epoch = before.Epoch };
        var difference = Compare(before, after);
        if (difference == Difference.Capacity && entry.CapacityWrittenAt + options.CapacityStatusInterval - now is var rest && rest > TimeSpan.Zero) return rest;
        if (difference == Difference.None && Age(entry, before, now) is { } age && age < options.ContactStatusInterval) return options.ContactStatusInterval - age;
        if (difference == Difference.None && !entry.Health.IsLive) return null;

        if (!await ApplyAsync(entry, after, cancellationToken)) return null;
        if (difference != Difference.None) entry.CapacityWrittenAt = now;
        TellUser(entry, before, after);
        return options.ContactStatusInterval;
    }

    /// <summary>The status as it stands on the hub, our own last write included though the cache may not have it yet.</summary>
    private MemberClusterStatus Standing(DirectEntry entry)
    {
        if (entry.Written is { } written)
        {
            if (!members.HasSeen(entry.Key, written.ResourceVersion)) return written.Status;
            entry.Written = null;
        }

        return entry.Resource.Status ?? new MemberClusterStatus();
    }

    private static TimeSpan? Age(DirectEntry entry, MemberClusterStatus before, DateTimeOffset now) =>
        entry.Health.IsLive ? now - (before.LastContactTime ?? DateTimeOffset.MinValue) : null;

    private async Task<bool> ApplyAsync(DirectEntry entry, MemberClusterStatus status, CancellationToken cancellationToken)
    {
        var from = new ObjectMeta { Uid = entry.Uid, ResourceVersion = entry.Written?.ResourceVersion ?? entry.Resource.Metadata.ResourceVersion };
        var body = HubJson.Apply(ApiResources.MemberClusters, entry.Key, "status", ToJson(status), from);
        using var deadline = new Deadline(options.WriteDeadline, services.Time, cancellationToken);
        try
        {
            var write = new WriteOptions(FieldManager, Force: true, Subresource: "status");
            var applied = await hub.PatchAsync(
                ApiResources.MemberClusters, entry.Key, PatchKind.Apply, body, write, Decoder, deadline.Token);
            entry.Written = (status, applied.Metadata.ResourceVersion ?? "");
            return true;
        }
        catch (KubeApiException error) when (error.IsNotFound)
        {
            // It is being taken out of the fleet; the informer will say so.
            return false;
        }
    }

    private void TellUser(DirectEntry entry, MemberClusterStatus before, MemberClusterStatus after)
    {
        var (old, ready) = (FindReady(before), FindReady(after));
        var target = new EventTarget(ApiResources.ApiVersion, ApiResources.MemberClusters.Kind, null, entry.Name, entry.Uid);
        if (before.ClusterUid is { } uid && after.ClusterUid is { } other && uid != other)
        {
            services.Events.Record(target, EventKind.Warning, "ClusterReplaced", "Identify",
                $"another cluster answers to the name {entry.Name} now: uid of kube-system {other} in the place of {uid}");
        }

        if (ready is null || (old?.Status == ready.Status && old.Reason == ready.Reason)) return;
        if (ready.Status == Condition.True) services.Events.Record(target, EventKind.Normal, "MemberReady", "Probe", ready.Message);
        else if (ready.Status == Condition.False && ready.Reason != "Returning") services.Events.Record(target, EventKind.Warning, ready.Reason, "Probe", ready.Message);
    }

    private static Condition? FindReady(MemberClusterStatus status) => status.Conditions.Find(MemberStatusBuilder.Ready);

    private static JsonObject ToJson(MemberClusterStatus status) =>
        (JsonObject)JsonSerializer.SerializeToNode(status, ApiJson.Default.MemberClusterStatus)!;

    private static Difference Compare(MemberClusterStatus before, MemberClusterStatus after)
    {
        // The time of the last contact moves every few seconds and is no difference by itself.
        if (JsonNode.DeepEquals(ToJson(before with { LastContactTime = null }), ToJson(after with { LastContactTime = null }))) return Difference.None;
        return JsonNode.DeepEquals(ToJson(before with { LastContactTime = null, Capacity = null }), ToJson(after with { LastContactTime = null, Capacity = null }))
            ? Difference.Capacity
            : Difference.More;
    }

    private enum Difference
    {
        None,
        Capacity,
        More,
    }
}
