using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Laws.History;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Laws;

/// <summary>
/// Law 12. The specs of FedHPAs, CronHPAs and MemberClusters are their users': the service neither changes nor owns a field of
/// them, so that GitOps sees no drift and what is deleted is undone at once.
/// </summary>
internal sealed class UsersSpecLaw() : Law(12, "The service writes no user's spec")
{
    public override void See(FleetChange change, FleetHistory history)
    {
        if (change is not { ByService: true, Event: { Type: WatchEventType.Modified, Previous: { } before } stored }) return;
        if (stored.Resource != ApiResources.FedHpas && stored.Resource != ApiResources.CronHpas && stored.Resource != ApiResources.MemberClusters) return;
        if (!Holds(JsonNode.DeepEquals(before["spec"], stored.Object["spec"])))
            Report(change, stored.Key.ToString(), 1, 0, $"the service changed the spec of {stored.Resource.Kind} {stored.Key}");
        var owner = stored.Object.At("metadata", "managedFields").Items()
            .FirstOrDefault(static entry => FleetChange.IsService(entry.Text("manager")) && entry.At("fieldsV1", "f:spec") is not null);
        if (!Holds(owner is null))
            Report(change, stored.Key.ToString(), 1, 0, $"{owner.Text("manager")} owns fields in the spec of {stored.Resource.Kind} {stored.Key}");
    }
}
