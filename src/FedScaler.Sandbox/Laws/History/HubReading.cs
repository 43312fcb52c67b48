using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Api.Json;
using FedScaler.Api.Validation;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Laws.Schedules;
using FedScaler.Sandbox.Simulation.Objects;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Laws.History;

/// <summary>Reads the hub's revisions into the history: specs alone, and of ScaleIns the status.</summary>
internal static class HubReading
{
    /// <summary>Where <c>fedscaler run</c> looks when it is told nothing else.</summary>
    private static readonly ObjectKey Brake = new("fedscaler-system", "fedscaler");

    public static FleetChange Read(StoreEvent change, FleetHistory history)
    {
        if (change.Resource == KnownResources.ConfigMaps && change.Key == Brake) history.Brake(!IsGone(change) && IsOn(change), change.Time);
        if (change.Resource == KarmadaResources.Clusters) ReadCluster(change, history);
        if (change.Resource == KarmadaResources.ResourceBindings) return ReadResourceBinding(change, history);
        if (change.Resource.Group != ApiResources.Group) return new FleetChange.Other(change.Time, history.Hub, change);
        switch (change.Resource.Kind)
        {
            case "FedHPA":
                ReadFedHpa(change, history);
                break;
            case "MemberCluster":
                ReadMember(change, history);
                break;
            case "CronHPA":
                return ReadCronHpa(change, history);
            case "ScaleIn":
                return ReadScaleIn(change, history);
            case "ReplicaBinding":
                return ReadBinding(change, history);
        }

        return new FleetChange.Other(change.Time, history.Hub, change);
    }

    private static bool IsGone(StoreEvent change) => change.Type == WatchEventType.Deleted || change.Object.IsTerminating();

    private static bool IsOn(StoreEvent change) => change.Object.At("data", "paused").Text() is { } value && value != "false";

    private static void ReadFedHpa(StoreEvent change, FleetHistory history)
    {
        var before = history.FindFedHpa(change.Key);
        if (IsGone(change))
        {
            history.FedHpas.Remove(change.Key);
            if (before is not null) history.UpsetAll(change.Time, history.Bounds.Settle);
            return;
        }

        if (change.Object["spec"] is not { } raw || before is not null && JsonNode.DeepEquals(before.Raw, raw)) return;
        var spec = raw.Deserialize(ApiJson.Default.FedHpaSpec)!;
        // What the validators refuse changes nothing: the shares in force stay in force.
        if (FedHpaValidator.Validate(spec).Count > 0) return;
        var owner = new FedHpaRecord(change.Key, spec, raw)
        {
            Since = before is not null && before.Spec.ScaleTargetRef == spec.ScaleTargetRef ? before.Since : change.Time,
            LastCluster = history.Hub,
            LastRevision = change.Revision,
        };
        if (before is not null) owner.Follow(before);
        history.FedHpas[change.Key] = owner;
        history.UpsetAll(change.Time, history.Bounds.Settle);
    }

    private static FleetChange.Schedule ReadCronHpa(StoreEvent change, FleetHistory history)
    {
        var read = new FleetChange.Schedule(change.Time, history.Hub, change);
        var raw = change.Object["spec"];
        if (IsGone(change)) history.Schedules.Remove(change.Key);
        else if (raw is not null && !(history.Schedules.ContainsKey(change.Key) && change.Previous is { } before && JsonNode.DeepEquals(before["spec"], raw)))
            history.Schedules[change.Key] = new ScheduleRecord(change.Key, raw.Deserialize(ApiJson.Default.CronHpaSpec)!);
        return read;
    }

    private static FleetChange ReadScaleIn(StoreEvent change, FleetHistory history)
    {
        if (change.Object["spec"] is not { } spec) return new FleetChange.Other(change.Time, history.Hub, change);
        var record = RemovalRecord.Of(change.Key, spec.Deserialize(ApiJson.Default.ScaleInSpec)!, change.Object["status"]?.Deserialize(ApiJson.Default.ScaleInStatus));
        var held = history.Removals.GetValueOrDefault(change.Key)?.HoldsFleet == true;
        var gone = change.Type == WatchEventType.Deleted;
        if (gone) history.Removals.Remove(change.Key);
        else history.Removals[change.Key] = record;
        history.NamedPods.UnionWith(record.Pods);
        // What was asked of the shares meanwhile is to be followed from here on.
        if (held && (gone || !record.HoldsFleet))
        {
            foreach (var owner in history.FedHpas.Values)
                if (owner.Target == record.Target) owner.Upset(change.Time, history.Bounds.Settle);
        }

        return new FleetChange.Removal(change.Time, history.Hub, change, record);
    }

    private static void ReadMember(StoreEvent change, FleetHistory history) => ReadMember(change, change.Object.At("spec", "paused").IsTrue(), history);

    private static void ReadCluster(StoreEvent change, FleetHistory history) =>
        ReadMember(change, IsMarkedPaused(change, "labels") || IsMarkedPaused(change, "annotations"), history);

    private static bool IsMarkedPaused(StoreEvent change, string marks) => change.Object.At("metadata", marks, "fedscaler.io/paused").Text() == "true";

    private static void ReadMember(StoreEvent change, bool paused, FleetHistory history)
    {
        history.AnyRegistered = true;
        var member = history.Member(change.Key.Name);
        var registered = !IsGone(change);
        var labels = Labels(change.Object);
        var same = registered == member.Registered && paused == member.Paused
            && labels.Count == member.Labels.Count && labels.All(label => member.Labels.GetValueOrDefault(label.Key) == label.Value);
        if (same) return;
        (member.Registered, member.Paused, member.Labels) = (registered, paused, labels);
        history.UpsetAll(change.Time, history.Bounds.Return);
    }

    private static Dictionary<string, string> Labels(JsonObject value) =>
        value.At("metadata", "labels") is JsonObject labels
            ? labels.ToDictionary(static label => label.Key, static label => label.Value.Text() ?? "", StringComparer.Ordinal)
            : [];

    private static FleetChange.Binding ReadBinding(StoreEvent change, FleetHistory history) => ReadBinding(change, "scaleTargetRef", isShared: false, history);

    /// <summary>Karmada's record of the same; one that is somebody else's to schedule is nothing to us, or no longer.</summary>
    private static FleetChange ReadResourceBinding(StoreEvent change, FleetHistory history)
    {
        if (change.Object.At("spec", "schedulerName").Text() == "fedscaler") return ReadBinding(change, "resource", isShared: true, history);
        history.Bindings.Remove(change.Key);
        return new FleetChange.Other(change.Time, history.Hub, change);
    }

    /// <param name="isShared">
    /// Karmada's detector writes there, too: the workload's replicas as it has seen them last, which may be before what the service
    /// has written to binding and workload since.
    /// </param>
    private static FleetChange.Binding ReadBinding(StoreEvent change, string target, bool isShared, FleetHistory history)
    {
        var spec = change.Object["spec"];
        var reference = spec.At(target);
        var record = new BindingRecord(change.Key, new TargetKey(change.Key.Namespace ?? "", reference.Text("kind"), reference.Text("name")))
        {
            Replicas = spec.At("replicas").Int(),
            Admitted = spec.At("placement", "clusterAffinity", "clusterNames") is JsonArray { Count: > 0 } names ? [.. names.Items().Select(static name => name.Text() ?? "")] : null,
            Evicting = [.. spec.At("gracefulEvictionTasks").Items().Select(static task => task.Text("fromCluster"))],
            Clusters = spec.At("clusters").Items().ToDictionary(static row => row.Text("name"), static row => row.At("replicas").Int(), StringComparer.Ordinal),
        };
        var read = new FleetChange.Binding(change.Time, history.Hub, change, record);
        // A label, or the status, is not an edit of what it says.
        var before = history.Bindings.GetValueOrDefault(change.Key);
        if (before is not null && before.SaysTheSame(record)) record.EditedAt = before.EditedAt;
        else if (read.ByOthers || (isShared && !read.ByService)) record.EditedAt = change.Time;
        if (IsGone(change)) history.Bindings.Remove(change.Key);
        else history.Bindings[change.Key] = record;
        return read;
    }
}
