using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Laws.History;
using FedScaler.Sandbox.Simulation.Objects;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Laws;

/// <summary>
/// Law 12. The specs of FedHPAs, CronHPAs and MemberClusters are their users': the service neither changes nor owns a field of
/// them, so that GitOps sees no drift and what is deleted is undone at once; but for the maxReplicas that a user's ScaleIn with
/// mode Cap tells it to lower.
/// </summary>
internal sealed class UsersSpecLaw() : Law(12, "The service writes no user's spec")
{
    private readonly HashSet<ObjectKey> _capped = [];

    public override void See(FleetChange change, FleetHistory history)
    {
        if (change is not { ByService: true, Event: { Type: WatchEventType.Modified, Previous: { } before } stored }) return;
        if (stored.Resource != ApiResources.FedHpas && stored.Resource != ApiResources.CronHpas && stored.Resource != ApiResources.MemberClusters) return;
        var isCap = IsCap(stored, before, history);
        if (isCap) _capped.Add(stored.Key);
        if (!Holds(isCap || JsonNode.DeepEquals(before["spec"], stored.Object["spec"])))
            Report(change, stored.Key.ToString(), 1, 0, $"the service changed the spec of {stored.Resource.Kind} {stored.Key}");
        var owner = stored.Object.At("metadata", "managedFields").Items()
            .FirstOrDefault(entry => FleetChange.IsService(entry.Text("manager")) && entry.At("fieldsV1", "f:spec") is { } fields && !(_capped.Contains(stored.Key) && IsMaxAlone(fields)));
        if (!Holds(owner is null))
            Report(change, stored.Key.ToString(), 1, 0, $"{owner.Text("manager")} owns fields in the spec of {stored.Resource.Kind} {stored.Key}");
    }

    /// <summary>The user's ScaleIn with mode Cap asks for just this: maxReplicas of the FedHPA goes down by as many as were taken out.</summary>
    private static bool IsCap(StoreEvent stored, JsonObject before, FleetHistory history)
    {
        if (stored.Resource != ApiResources.FedHpas || stored.Object["spec"] is not JsonObject spec || before["spec"]?.DeepClone() is not JsonObject lowered) return false;
        var reference = spec.At("scaleTargetRef");
        var target = new TargetKey(stored.Key.Namespace ?? "", reference.Text("kind"), reference.Text("name"));
        var max = spec.At("maxReplicas").Int();
        if (!history.Removals.Values.Any(removal => removal.Target == target && removal.LoweredMax == max)) return false;
        lowered["maxReplicas"] = spec["maxReplicas"]?.DeepClone();
        return JsonNode.DeepEquals(lowered, spec);
    }

    private static bool IsMaxAlone(JsonNode fields) => fields is JsonObject { Count: 1 } one && one.ContainsKey("f:maxReplicas");
}
