using System.Collections.Immutable;
using FedScaler.Api.Mapping;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.Bindings;

/// <summary>Looks at the fleet for one binding that the user leads. Reads caches only.</summary>
internal sealed class DivisionObserver(IFleet fleet, TimeProvider time)
{
    public DivisionObservation Observe(ReplicaBinding binding, TargetRef target, BindingMemory memory)
    {
        var preferences = new MemberPreferences(binding.Spec.Placement);
        var members = ImmutableArray.CreateBuilder<RunningMember>();
        var unknown = preferences.Named.ToHashSet(StringComparer.Ordinal);
        var selector = binding.Status?.Selector;
        foreach (var member in fleet.Members)
        {
            unknown.Remove(member.Name);
            if (!preferences.Selects(member.Labels)) continue;
            var seen = Observe(binding, member, fleet.Look(member, target), memory);
            members.Add(Prefer(seen, preferences));
            if (seen.View is { Workload.Selector: { Length: > 0 } text }) selector = text;
        }

        return new DivisionObservation(members.ToImmutable(), selector, [.. unknown.Order(StringComparer.Ordinal)], time.GetUtcNow());
    }

    private static RunningMember Prefer(RunningMember member, MemberPreferences preferences)
    {
        var seen = preferences.Apply(member.Seen);
        if (member.View?.Leaves is { } why) seen = seen with { Floor = 0, Ceiling = 0, ContactReason = why };
        return member with { Seen = seen };
    }

    private static RunningMember Observe(ReplicaBinding binding, FleetMember member, MemberView? look, BindingMemory memory)
    {
        switch (look)
        {
            case MemberView.Present view:
                var seen = Seen(member, view);
                memory.LastSeen[member.Name] = seen.Seen;
                return seen;
            case MemberView.Missing { IsPlaceable: true } absent:
                var told = memory.Assigned?.GetValueOrDefault(member.Name) ?? FromBinding(binding, member.Name).Runs;
                var awaited = new MemberSnapshot(member.Name) { Contact = MemberContact.Live, Runs = told, Fit = absent.Fit };
                memory.LastSeen[member.Name] = awaited;
                return new RunningMember(awaited, null, null) { IsAbsent = true };
            case MemberView.Missing missing:
                memory.LastSeen.Remove(member.Name);
                memory.Assigned?.Remove(member.Name);
                return new RunningMember(new MemberSnapshot(member.Name) { Contact = MemberContact.Excluded, ContactReason = missing.Reason }, null, null);
            // Our own write is on its way into the caches: it runs what was written, and is not written to meanwhile.
            case MemberView.Unknown { Pending: true } when memory.LastSeen.TryGetValue(member.Name, out var written):
                return new RunningMember(written, null, null);
            default:
                var last = memory.LastSeen.TryGetValue(member.Name, out var known) ? known : FromBinding(binding, member.Name);
                var reason = look is MemberView.Unknown unknown ? unknown.Reason : member.Reason ?? "does not answer";
                return new RunningMember(last with { Contact = MemberContact.Silent, ContactReason = reason, Frozen = member.Paused }, null, null);
        }
    }

    private static RunningMember Seen(FleetMember member, MemberView.Present view)
    {
        var conflict = view.Hpas.IsEmpty ? null : Conflict(member.Name, view.Hpas);
        var snapshot = new MemberSnapshot(member.Name)
        {
            Contact = MemberContact.Live,
            ContactReason = conflict ?? (member.Paused ? "the member is paused: it runs what it runs" : view.WhyFixed is { } fixedBy ? $"its count cannot be set, it runs what it runs: {fixedBy}" : null),
            Frozen = member.Paused || conflict is not null || view.WhyFixed is not null,
            Runs = view.Workload.Replicas,
            Ready = view.Workload.Ready,
            Unschedulable = view.Workload.Unschedulable,
            Fit = view.Fit,
        };
        return new RunningMember(snapshot, view, conflict);
    }

    private static string Conflict(string member, ImmutableArray<HpaView> hpas) => hpas[0] switch
    {
        { Owner: { } owner } hpa => $"HPA {hpa.Name} in {member} scales the target, left behind by FedHPA {owner}: delete it, or create the FedHPA again",
        var hpa => $"HPA {hpa.Name} in {member} scales the target: delete it, or let a FedHPA with spec.adoption Adopt take it over",
    };

    /// <summary>
    /// After a restart the binding is all that is left of a member that does not answer: the more of what it ran and of what
    /// it was about to be told.
    /// </summary>
    private static MemberSnapshot FromBinding(ReplicaBinding binding, string member)
    {
        var told = binding.Spec.Clusters.FirstOrDefault(cluster => cluster.Name == member)?.Replicas ?? 0;
        var ran = binding.Status?.Clusters.FirstOrDefault(cluster => cluster.Name == member);
        return new MemberSnapshot(member) { Runs = Math.Max(told, ran?.Replicas ?? 0), Ready = ran?.ReadyReplicas ?? 0 };
    }
}
