using System.Text.Json.Nodes;
using FedScaler.Api.ScaleIns;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Laws.History;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Laws;

/// <summary>
/// Law 14. From the moment that an exact ScaleIn (mode Shrink or Cap) begins to hold something in a member until it lets go, the
/// member's controllers delete no healthy pod of the workload that it did not name by uid, and make none; neither the service nor
/// the held HPA gives the workload any count but the one before and the one after; Completed and Aborted leave the one that
/// they say. It speaks of nobody else's doing: pods that were unready or failed may go and be replaced, and what users, rollouts
/// and other autoscalers bring about is theirs.
/// </summary>
internal sealed class ExactRemovalLaw() : Law(14, "An exact removal takes the pods that it names and no other, brings none, and lowers the count by as many")
{
    private readonly Dictionary<(ObjectKey Removal, string Member), Watched> _watched = [];

    /// <summary>When pods last went for reasons of their own: their controllers owe others in their place.</summary>
    private readonly Dictionary<(string Member, TargetKey Target), DateTimeOffset> _lost = [];

    public override void See(FleetChange change, FleetHistory history)
    {
        switch (change)
        {
            case FleetChange.Removal removal:
                Follow(removal, history);
                break;
            case FleetChange.Replicas replicas:
                JudgeCount(replicas, history);
                break;
            case FleetChange.Pod pod:
                JudgePod(pod, history);
                break;
        }
    }

    private void Follow(FleetChange.Removal change, FleetHistory history)
    {
        var removal = change.Record;
        foreach (var cluster in removal.Clusters.Values)
        {
            var key = (removal.Key, cluster.Name);
            if (removal.IsExact && !removal.IsEnded && cluster.IsUnderWay && !_watched.ContainsKey(key))
                _watched.Add(key, Begin(change.Time, cluster.Name, removal.Target, history));
            if (removal.IsEnded && _watched.Remove(key, out var watched)) JudgeEnd(change, cluster, watched, history);
        }

        if (!change.IsGone) return;
        foreach (var key in _watched.Keys.Where(key => key.Removal == removal.Key).ToList()) _watched.Remove(key);
    }

    /// <summary>A count that was changed a moment ago may still be on its way to the pods.</summary>
    private static Watched Begin(DateTimeOffset now, string member, TargetKey target, FleetHistory history)
    {
        var watched = new Watched(now);
        var recently = now - history.Bounds.Settle;
        if (history.Member(member).Workloads.GetValueOrDefault(target)?.Replicas is { } trail && trail.GreatestSince(recently) != trail.LeastSince(recently))
            watched.QuietUntil = now + history.Bounds.Settle;
        return watched;
    }

    private void JudgeEnd(FleetChange.Removal change, RemovalCluster cluster, Watched watched, FleetHistory history)
    {
        var expected = change.Record.Phase switch
        {
            ScaleInPhase.Completed => cluster.After,
            ScaleInPhase.Aborted => cluster.Before,
            _ => null,
        };
        if (expected is not { } replicas || watched.IsExcused || IsForgotten(cluster.Name, watched, history)) return;
        if (!history.Member(cluster.Name).Workloads.TryGetValue(change.Record.Target, out var workload)) return;
        var found = workload.Replicas.Current;
        if (!Holds(found == replicas))
            Report(change, change.Record.Key.ToString(), found, replicas, $"it is {change.Record.Phase}, and {change.Record.Target.Name} in {cluster.Name} asks for {found} and not for {replicas}");
    }

    private void JudgeCount(FleetChange.Replicas change, FleetHistory history)
    {
        // Released there, and not ended yet: from here on the count is everybody's again.
        if (change.After != change.Before)
        {
            foreach (var removal in history.Removals.Values.Where(removal => removal.Target == change.Target))
            {
                if (removal.Clusters.TryGetValue(change.Member.Name, out var released) && !released.IsUnderWay && _watched.TryGetValue((removal.Key, change.Member.Name), out var over))
                    over.IsExcused = true;
            }
        }

        foreach (var (removal, cluster, watched) in Of(change.Member.Name, change.Target, history))
        {
            if (change.After is not { } after || IsRollout(change))
            {
                watched.IsExcused = true;
                continue;
            }

            if (after == change.Before) continue;
            var held = cluster.IsHeld && !removal.IsEnding;
            // Until it is committed, whoever else changes the count makes it plan anew.
            if (!change.ByService && cluster.Stage == "Preparing") watched.QuietUntil = change.Time + history.Bounds.Settle;
            else if (change.ByOthers || !held) watched.IsExcused = true;
            else if (!Holds(after == cluster.Before || after == cluster.After))
                Report(change, removal.Key.ToString(), after, cluster.After ?? 0, $"{change.Target.Name} in {change.Cluster} was scaled from {change.Before} to {after} while it is held between {cluster.Before} and {cluster.After}");
        }
    }

    private static bool IsRollout(FleetChange.Replicas change) =>
        change.Event!.Previous is { } before && !JsonNode.DeepEquals(before.At("spec", "template"), change.Event.Object.At("spec", "template"));

    private void JudgePod(FleetChange.Pod change, FleetHistory history)
    {
        foreach (var (removal, cluster, watched) in Of(change.Member.Name, change.Target, history))
        {
            if (change.Event!.Origin is not null || watched.IsExcused || removal.IsEnding || change.Time < watched.QuietUntil) continue;
            if (change.Goes && change.WasHealthy) JudgeDeletion(change, removal);
            else if (change.Comes) JudgeCreation(change, removal, cluster, watched, history);
        }

        if (change.Fails || (change.Goes && !change.ByService && !(change.Event!.Origin is null && change.WasHealthy)))
            _lost[(change.Member.Name, change.Target)] = change.Time;
    }

    private void JudgeDeletion(FleetChange.Pod change, RemovalRecord removal)
    {
        if (!Holds(removal.Pods.Contains(change.Uid)))
            Report(change, removal.Key.ToString(), 1, 0, $"{change.Key} in {change.Cluster}, which it did not name, was deleted in place of a pod that it did");
    }

    private void JudgeCreation(FleetChange.Pod change, RemovalRecord removal, RemovalCluster cluster, Watched watched, FleetHistory history)
    {
        var lost = _lost.TryGetValue((change.Member.Name, change.Target), out var at) && at >= watched.Since - history.Bounds.Return;
        if (!Holds(lost))
            Report(change, removal.Key.ToString(), 1, 0, $"{change.Key} came up in {change.Cluster}, where the count goes from {cluster.Before} to {cluster.After} and nobody was lost");
    }

    private IEnumerable<(RemovalRecord Removal, RemovalCluster Cluster, Watched Watched)> Of(string member, TargetKey target, FleetHistory history)
    {
        if (_watched.Count == 0) yield break;
        foreach (var removal in history.Removals.Values)
        {
            if (removal.Target != target || !removal.Clusters.TryGetValue(member, out var cluster) || !cluster.IsUnderWay) continue;
            // All that it named there was gone before: it takes nothing, and speaks of nothing.
            if (cluster.Before is { } before && before == cluster.After) continue;
            if (_watched.TryGetValue((removal.Key, member), out var watched) && !IsForgotten(member, watched, history)) yield return (removal, cluster, watched);
        }
    }

    /// <summary>Another state of the member stands in its place since.</summary>
    private static bool IsForgotten(string member, Watched watched, FleetHistory history) => history.Member(member).ForgottenAt >= watched.Since;

    private sealed class Watched(DateTimeOffset since)
    {
        public DateTimeOffset Since => since;

        /// <summary>Others have had their hands in it.</summary>
        public bool IsExcused { get; set; }

        /// <summary>Until then an earlier change of the count may still be carried out.</summary>
        public DateTimeOffset QuietUntil { get; set; }
    }
}
