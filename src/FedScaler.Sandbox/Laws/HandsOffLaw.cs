using FedScaler.Core.Splitting;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Laws.History;
using FedScaler.Sandbox.Simulation.Objects;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Laws;

/// <summary>
/// Law 9. Which pods go is for the members' own controllers to say: the service deletes none but those that a ScaleIn
/// names by uid. It takes a workload to 0 only where spread WhenNeeded parks its member, where the user leads with a binding,
/// where a ScaleIn names all of its pods, or where the last one goes of a member that a placement leaves out. Judged where it is known who wrote (<see cref="StoreEvent.Origin"/>).
/// </summary>
internal sealed class HandsOffLaw() : Law(9, "The service deletes no pod that no ScaleIn names, and scales nothing to 0 but to park a member")
{
    public override void See(FleetChange change, FleetHistory history)
    {
        if (change is FleetChange.Replicas { After: { } after } replicas) JudgeScale(replicas, after, history);
        if (change.Event is not { Resource.Kind: "Pod" } stored || stored.Type == WatchEventType.Added) return;
        var goes = stored.Type == WatchEventType.Deleted || stored.Object.IsTerminating() && stored.Previous?.IsTerminating() == false;
        if (goes && !Holds(!change.ByService || history.NamedPods.Contains(stored.Object.Uid())))
            Report(change, stored.Key.ToString(), 1, 0, $"the service deleted pod {stored.Key} in {change.Cluster}");
    }

    private void JudgeScale(FleetChange.Replicas replicas, int after, FleetHistory history)
    {
        if (replicas.Before is not > 0 || after > 0) return;
        FedHpaRecord[] owners = [.. history.FedHpas.Values.Where(owner => owner.Target == replicas.Target)];
        var mayPark = owners.Any(static owner => owner.Policy.Spread == SpreadPolicy.WhenNeeded);
        var mayLead = owners.Length == 0 && history.Bindings.Values.Any(binding => binding.Target == replicas.Target);
        var mayRemove = history.Removals.Values.Any(removal =>
            removal.Target == replicas.Target && removal.Clusters.TryGetValue(replicas.Cluster, out var cluster) && cluster.After == 0);
        // The last one of a member that is emptied.
        var mayEmpty = replicas.Before == 1 && history.IsLeftOut(replicas.Target, replicas.Cluster);
        if (!Holds(!replicas.ByService || mayPark || mayLead || mayRemove || mayEmpty))
            Report(replicas, $"{replicas.Target.Namespace}/{replicas.Target.Name}", 0, replicas.Before.Value, $"the service scaled {replicas.Target.Name} in {replicas.Cluster} from {replicas.Before} to 0");
    }
}
