using FedScaler.Api;
using FedScaler.Api.Common;
using FedScaler.Api.CronHpas;
using FedScaler.Api.FedHpas;
using FedScaler.Api.MemberClusters;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Api.ScaleIns;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.Splitting;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Models;

namespace FedScaler.Status;

/// <summary>Puts together what the hub's objects say of each application. Pure.</summary>
internal sealed class StatusReporter(HubSight sight)
{
    private readonly Dictionary<string, MemberCluster> _members = sight.Members.ToDictionary(static member => member.Metadata.Name, StringComparer.Ordinal);

    /// <param name="name">Null: every FedHPA, and every ReplicaBinding that no FedHPA leads.</param>
    public StatusReport Report(ApplicationName? name)
    {
        var led = sight.FedHpas.Select(static owner => TargetRef.Of(owner)).ToHashSet();
        // A hub may have bindings that are none of ours.
        var bindings = sight.Bindings.Where(binding => sight.Kinds.Federation == FederationKind.Direct || binding.Status is not null)
            .Where(binding => name is not null || !led.Contains(TargetRef.Of(binding)));
        var all = sight.FedHpas.Select(Of).Concat(bindings.Select(Of)).Where(report => name?.Is(report) != false);
        return new StatusReport(
            FederationNames.Of(sight.Kinds.Federation),
            [.. all.OrderBy(static report => report.Namespace, StringComparer.Ordinal).ThenBy(static report => report.Kind, StringComparer.Ordinal).ThenBy(static report => report.Name, StringComparer.Ordinal)],
            [.. sight.Unread.OrderBy(static kind => kind.Key, StringComparer.Ordinal).Select(static kind => $"not allowed to read {kind.Key}s, so nothing is said of them: {kind.Value}")]);
    }

    private ApplicationReport Of(FedHpa resource)
    {
        var (metadata, status) = (resource.Metadata, resource.Status);
        return new ApplicationReport
        {
            Kind = ApiResources.FedHpas.Kind,
            Namespace = metadata.Namespace ?? "",
            Name = metadata.Name,
            Target = Words(resource.Spec.ScaleTargetRef),
            Ready = StatusNotes.IsReady(metadata, status?.ObservedGeneration, status?.Conditions),
            Bounds = new BoundsReport(resource.Spec.MinReplicas, resource.Spec.MaxReplicas),
            Effective = status is null ? null : new BoundsReport(status.EffectiveMinReplicas, status.EffectiveMaxReplicas),
            ActiveSchedules = status?.ActiveSchedules ?? [],
            Current = status?.CurrentReplicas ?? 0,
            Desired = status?.DesiredReplicas,
            ReadyReplicas = status?.ReadyReplicas ?? 0,
            Notes = StatusNotes.Of(metadata, status?.ObservedGeneration, status?.Conditions),
            Clusters = [.. (status?.Clusters ?? []).Select(Of)],
            Binding = Agreement(TargetRef.Of(resource), status),
            ScaleIns = UnderWay(TargetRef.Of(resource)),
            NextTransition = Next(ApiResources.FedHpas, metadata.Key),
        };
    }

    private ApplicationReport Of(ReplicaBinding resource)
    {
        var (metadata, status) = (resource.Metadata, resource.Status);
        return new ApplicationReport
        {
            Kind = ApiResources.ReplicaBindings.Kind,
            Namespace = metadata.Namespace ?? "",
            Name = metadata.Name,
            Target = Words(resource.Spec.ScaleTargetRef),
            Ready = StatusNotes.IsReady(metadata, status?.ObservedGeneration, status?.Conditions),
            Replicas = status?.EffectiveReplicas ?? resource.Spec.Replicas,
            ActiveSchedules = status?.ActiveSchedules ?? [],
            Current = status?.Replicas ?? 0,
            ReadyReplicas = status?.ReadyReplicas ?? 0,
            Notes = StatusNotes.Of(metadata, status?.ObservedGeneration, status?.Conditions),
            Clusters = [.. (status?.Clusters ?? []).Select(cluster => new ClusterReport(cluster.Name, null, null, cluster.Replicas, null, cluster.ReadyReplicas, null, null, LastSeen(cluster.Name), null, Words(cluster.Name)))],
            ScaleIns = UnderWay(TargetRef.Of(resource)),
            NextTransition = Next(ApiResources.ReplicaBindings, metadata.Key),
        };
    }

    private ClusterReport Of(FedHpaClusterStatus cluster) => new(
        cluster.Name, cluster.State.ToString(), cluster is { MinReplicas: { } min, MaxReplicas: { } max } ? new BoundsReport(min, max) : null,
        cluster.CurrentReplicas, cluster.DesiredReplicas, cluster.ReadyReplicas, cluster.FreeReplicas, cluster.UnschedulableReplicas,
        // Of one that answers the hub is told now and then only: the time would look older than it is.
        cluster.State is MemberState.Silent or MemberState.Lent ? cluster.LastSeenTime : LastSeen(cluster.Name),
        cluster.Lent is { } lent ? $"{cluster.Reason} (lent: {lent.MinReplicas}–{lent.MaxReplicas})" : cluster.Reason, Words(cluster.Name));

    private DateTimeOffset? LastSeen(string member) =>
        _members.TryGetValue(member, out var known) && known.Status?.Conditions.Find("Ready") is { Status: Condition.False } ? known.Status.LastContactTime : null;

    private string? Words(string member)
    {
        if (!_members.TryGetValue(member, out var known)) return sight.Unread.ContainsKey(sight.Kinds.Members.Type.Kind) ? null : $"no such {sight.Kinds.Members.Type.Kind}";
        var nodes = known.Status?.Capacity is { } capacity ? $", {capacity.ReadyNodes} of {capacity.Nodes} nodes" : "";
        return $"{known.Status?.KubernetesVersion ?? "never reached"}{nodes}{(known.Spec.Paused ? ", paused" : "")}";
    }

    private static string Words(ScaleTargetRef target) => $"{target.Kind} {target.Name}";

    private string? Agreement(TargetRef target, FedHpaStatus? status)
    {
        var name = BindingName.Of(target);
        if (sight.Bindings.FirstOrDefault(binding => binding.Metadata.Namespace == target.Namespace && binding.Metadata.Name == name) is not { } found)
            return sight.Unread.ContainsKey(sight.Kinds.Bindings.Type.Kind) || status is null ? null : $"{name} is not there yet";
        var sum = found.Spec.Clusters.Sum(static cluster => (long)cluster.Replicas);
        if (sum != found.Spec.Replicas) return $"{name} says {found.Spec.Replicas}, and its clusters add up to {sum}";
        return found.Spec.Replicas == (status?.CurrentReplicas ?? 0) ? $"{name} agrees: {sum}" : $"{name} says {sum}, and the clusters run {status?.CurrentReplicas ?? 0}";
    }

    private List<string> UnderWay(TargetRef target) =>
    [
        .. from scaleIn in sight.ScaleIns
           where TargetRef.Of(scaleIn) == target && scaleIn.Status?.Phase is null or ScaleInPhase.Pending or ScaleInPhase.Prepared or ScaleInPhase.Committed
           orderby scaleIn.Metadata.CreationTimestamp, scaleIn.Metadata.Name
           let message = scaleIn.Status?.Conditions.Find("Ready")?.Message
           select $"{scaleIn.Metadata.Name} {scaleIn.Status?.Phase ?? ScaleInPhase.Pending}, {scaleIn.Status?.PodsGone ?? $"0/{scaleIn.Spec.Pods.Count}"} gone{(message is null ? "" : $": {message}")}",
    ];

    private string? Next(ResourceType kind, ObjectKey key)
    {
        var next = (from cron in sight.CronHpas
                    where cron.Metadata.Namespace == key.Namespace && cron.Spec.ScaleTargetRef.Kind == kind.Kind && cron.Spec.ScaleTargetRef.Name == key.Name
                    where cron.Status?.NextTransition is not null
                    orderby cron.Status!.NextTransition!.Time, cron.Metadata.Name
                    select (Cron: cron.Metadata.Name, Transition: cron.Status!.NextTransition!)).FirstOrDefault();
        return next.Transition is { } found ? $"{next.Cron}/{found.Rule} {(found.Edge == TransitionEdge.Start ? "starts" : "ends")} at {found.Time:yyyy-MM-dd HH:mm}Z" : null;
    }
}
