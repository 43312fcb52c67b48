using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Laws.History;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Laws;

/// <summary>
/// Law 6. No write of the service's leaves an object as it was. No max that was raised goes down again within
/// cooldownSeconds, but for a reason that the stored objects show: the user, the members, their nodes, pods without a
/// node, or another member that is at its max.
/// </summary>
internal sealed class IdleWritesLaw() : Law(6, "Without a trigger nothing is written, and no max goes up and down again")
{
    private readonly Dictionary<(ObjectKey Owner, string Member), (DateTimeOffset At, int From)> _raised = [];

    public override void See(FleetChange change, FleetHistory history)
    {
        if (change is { ByService: true, Event: { Type: WatchEventType.Modified } stored }) JudgeEffect(change, stored);
        if (change is FleetChange.Share { ByOthers: false } share) JudgeFlapping(share, history);
    }

    private void JudgeEffect(FleetChange change, StoreEvent stored)
    {
        if (stored.Previous is not { } before || Holds(!SayTheSame(before, stored.Object))) return;
        Report(change, stored.Key.ToString(), 0, 1, $"{stored.Resource.Kind} {stored.Key} was written as it was already ({stored.Origin?.Verb} {stored.Origin?.Subresource})".TrimEnd());
    }

    private static bool SayTheSame(JsonObject before, JsonObject after)
    {
        foreach (var (name, value) in after)
            if (name != "metadata" && !JsonNode.DeepEquals(value, before[name])) return false;
        foreach (var (name, _) in before)
            if (!after.ContainsKey(name)) return false;
        return Same(before["metadata"] as JsonObject ?? [], after["metadata"] as JsonObject ?? []);
    }

    private static bool Same(JsonObject before, JsonObject after)
    {
        string[] names = [.. before.Select(static field => field.Key).Union(after.Select(static field => field.Key), StringComparer.Ordinal)];
        return names.All(name => name switch
        {
            "resourceVersion" => true,
            "managedFields" => SameOwners(before[name] as JsonArray ?? [], after[name] as JsonArray ?? []),
            _ => JsonNode.DeepEquals(before[name], after[name]),
        });
    }

    /// <summary>Fields that change hands are a change; when their owner last wrote them is none.</summary>
    private static bool SameOwners(JsonArray before, JsonArray after)
    {
        return Owners(before).SetEquals(Owners(after));

        static HashSet<string> Owners(JsonArray entries) =>
            [.. entries.Select(static entry => $"{entry!["manager"]} {entry["operation"]} {entry["subresource"]} {entry["fieldsV1"]?.ToJsonString()}")];
    }

    private void JudgeFlapping(FleetChange.Share share, FleetHistory history)
    {
        var key = (share.Owner.Key, share.Member.Name);
        if (share is not { Before: { } before, After: { } after })
        {
            _raised.Remove(key);
            return;
        }

        if (after.Max > before.Max) _raised[key] = (share.Time, before.Max);
        if (after.Max >= before.Max || !_raised.Remove(key, out var raised)) return;
        var between = share.Time - raised.At;
        if (Holds(between >= share.Owner.Policy.Cooldown) || IsExplained(share, raised.At, history)) return;
        Report(share, share.Owner.Key.ToString(), after.Max, before.Max, $"{share.Member.Name}'s max went from {raised.From} up to {before.Max} and down to {after.Max} within {between}, with nobody in need of it");
    }

    private static bool IsExplained(FleetChange.Share share, DateTimeOffset raisedAt, FleetHistory history)
    {
        var owner = share.Owner;
        // What upset the shares before the raise may still be settling.
        if (owner.SettledBy >= raisedAt) return true;
        foreach (var member in history.Members.Values)
        {
            if (!history.TakesPart(owner, member)) continue;
            if (member.UnschedulableAt + history.Bounds.Unschedulable >= share.Time) return true;
            if (member.NodesChangedAt + owner.Policy.Cooldown + history.Bounds.Settle >= raisedAt) return true;
        }

        return history.Shares(owner).Any(other => other.Member != share.Member && IsAtItsMax(other.Member, other.Hpa, owner, share.Time, history));
    }

    private static bool IsAtItsMax(MemberRecord member, HpaRecord hpa, FedHpaRecord owner, DateTimeOffset now, FleetHistory history) =>
        hpa.Desired >= hpa.Bounds.Max || member.Workloads[owner.Target].Replicas.GreatestSince(now - history.Bounds.Follow) >= hpa.Bounds.Max;
}
