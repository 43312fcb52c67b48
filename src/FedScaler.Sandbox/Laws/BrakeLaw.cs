using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Laws.History;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Laws;

/// <summary>
/// Law 15. From a second after its brake was put on until it is let go the service writes nothing to any member, and on the hub no
/// spec. Its statuses and events go on. Judged where it is known who wrote.
/// </summary>
internal sealed class BrakeLaw() : Law(15, "While the service's brake is on, nothing is written to any member, and no spec on the hub")
{
    public override void See(FleetChange change, FleetHistory history)
    {
        if (history.BrakedSince + history.Bounds.Follow >= change.Time || history.BrakedSince is not { } since || change.Event is not { } stored) return;
        var counts = change.Cluster != history.Hub || stored.Resource.Group == ApiResources.Group && IsOfSpec(stored);
        if (!Holds(!change.ByService || !counts))
            Report(change, stored.Key.ToString(), 1, 0, $"the service wrote {stored.Resource.Kind} {stored.Key} in {change.Cluster}, and its brake is on since {since:HH:mm:ss}");
    }

    private static bool IsOfSpec(StoreEvent stored) =>
        stored.Type is WatchEventType.Added or WatchEventType.Deleted
        || (stored.Type == WatchEventType.Modified && !JsonNode.DeepEquals(stored.Previous?["spec"], stored.Object["spec"]));
}
