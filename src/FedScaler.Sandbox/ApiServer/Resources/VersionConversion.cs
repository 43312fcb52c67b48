using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.ApiServer.Resources;

/// <summary>
/// Objects are stored in one version and shown in the one that is asked for: events in both of their groups, autoscalers in
/// v1 and v2, custom resources with conversion strategy None. Each returns its argument where there is nothing to do.
/// </summary>
internal static class VersionConversion
{
    /// <summary>core/v1 names of an Event's fields, and what events.k8s.io/v1 calls them (pkg/apis/events/v1/conversion.go).</summary>
    private static readonly (string Core, string Events)[] EventFields =
    [
        ("involvedObject", "regarding"), ("message", "note"), ("reportingComponent", "reportingController"), ("source", "deprecatedSource"),
        ("firstTimestamp", "deprecatedFirstTimestamp"), ("lastTimestamp", "deprecatedLastTimestamp"), ("count", "deprecatedCount"),
    ];

    public static bool IsStored(ResourceType asked, JsonObject stored) => stored.Text("apiVersion") == asked.ApiVersion;

    /// <summary>The stored object in the version asked for.</summary>
    public static JsonObject FromStorage(ResourceType asked, JsonObject stored)
    {
        if (IsStored(asked, stored)) return stored;
        var shown = (JsonObject)stored.DeepClone();
        shown["apiVersion"] = asked.ApiVersion;
        if (asked is { Group: "", Plural: "events" }) Rename(shown, EventFields.Select(field => (field.Events, field.Core)));
        if (asked is { Group: "autoscaling", Version: "v1" }) AutoscalingV1.FromV2(shown);
        return shown;
    }

    /// <summary>An object in the version asked for, as it is stored; changes it.</summary>
    public static JsonObject ToStorage(ResourceType asked, JsonObject value)
    {
        var stored = KindRules.Canonical(asked);
        if (stored.ApiVersion == asked.ApiVersion) return value;
        value["apiVersion"] = stored.ApiVersion;
        if (asked is { Group: "", Plural: "events" }) Rename(value, EventFields);
        if (asked is { Group: "autoscaling", Version: "v1" }) AutoscalingV1.ToV2(value);
        return value;
    }

    private static void Rename(JsonObject value, IEnumerable<(string From, string To)> names)
    {
        foreach (var (from, to) in names)
        {
            if (!value.TryGetPropertyValue(from, out var node)) continue;
            value.Remove(from);
            value[to] = node;
        }
    }
}
