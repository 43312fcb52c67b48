using System.Collections.Immutable;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Mapping;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.FedHpas;

/// <summary>Looks at the fleet for one FedHPA. Reads caches only.</summary>
internal sealed class FedHpaObserver(IFleet fleet, TargetIndex targets, TimeProvider time)
{
    public FedHpaObservation Observe(FedHpa resource, SplitPolicy policy, FedHpaMemory memory)
    {
        var subject = new Subject(resource, resource.Metadata.Key.ToString(), memory);
        var target = TargetRef.Of(resource);
        var preferences = new MemberPreferences(resource.Spec.Placement);
        var members = ImmutableArray.CreateBuilder<ObservedMember>();
        var leaving = ImmutableArray.CreateBuilder<LeavingMember>();
        var unknown = preferences.Named.ToHashSet(StringComparer.Ordinal);
        foreach (var member in fleet.Members)
        {
            unknown.Remove(member.Name);
            var view = fleet.Look(member, target);
            var selected = preferences.Selects(member.Labels);
            if (selected) members.Add(Prefer(Observe(subject, member, view), preferences));
            if (LeftBehind(subject, view, selected) is { } hpa) leaving.Add(new LeavingMember(member.Name, hpa, member.Paused));
        }

        var now = time.GetUtcNow();
        ImmutableArray<ObservedMember> limited = [.. memory.Draining.Limit(members, now)];
        var snapshot = new FleetSnapshot(policy, [.. limited.Select(static member => member.Snapshot)], now);
        return new FedHpaObservation(snapshot, limited, leaving.ToImmutable(), [.. unknown.Order(StringComparer.Ordinal)]);
    }

    private static ObservedMember Prefer(ObservedMember member, MemberPreferences preferences)
    {
        var snapshot = preferences.Apply(member.Snapshot);
        if (member.View is { WhyFixed: { } reason } view) snapshot = FixedCount.Heed(snapshot, view, member.Hpa, reason);
        return ReferenceEquals(snapshot, member.Snapshot) ? member : member with { Snapshot = snapshot };
    }

    /// <param name="look">Null while the member does not answer.</param>
    private ObservedMember Observe(Subject subject, FleetMember member, MemberView? look)
    {
        switch (look)
        {
            case null:
                return Silent(subject, member, member.Reason ?? "does not answer");
            case MemberView.Present view:
                var seen = Seen(subject, member, view);
                subject.Memory.LastSeen[member.Name] = seen;
                return seen;
            case MemberView.Missing missing:
                subject.Memory.LastSeen.Remove(member.Name);
                var excluded = new MemberSnapshot(member.Name) { Contact = MemberContact.Excluded, ContactReason = missing.Reason };
                return new ObservedMember(excluded, null, null, 0, null, member.LastContact, null, false) { IsComing = missing.IsPlaceable };
            case MemberView.Unknown { Pending: true }:
                return Pending(subject, member);
            case MemberView.Unknown unknown:
                return Unread(subject, member, unknown);
            default:
                throw new InvalidOperationException("a view of a fourth kind");
        }
    }

    private ObservedMember Seen(Subject subject, FleetMember member, MemberView.Present view)
    {
        var own = OwnHpa(view.Hpas, subject);
        var others = own is null ? view.Hpas : view.Hpas.Remove(own);
        var adopted = own is null && others.Length == 1 && others[0].Owner is null && subject.Resource.Spec.Adoption == AdoptionPolicy.Adopt ? others[0] : null;
        var conflict = others.Length == 0 || adopted is not null ? null : Conflict(member.Name, others[0], others.Length);
        var workload = view.Workload;
        var snapshot = new MemberSnapshot(member.Name)
        {
            Contact = conflict is not null && own is null ? MemberContact.Excluded : MemberContact.Live,
            ContactReason = conflict ?? (member.Paused ? "the member is paused: share kept" : null),
            // Its share stands, but while somebody else scales the target too it is not touched.
            Frozen = member.Paused || conflict is not null,
            Share = own is null ? null : new Share(own.MinReplicas, own.MaxReplicas),
            Runs = workload.Replicas,
            Wants = WantedReplicas.Of(own?.Observation, workload.Replicas),
            Ready = workload.Ready,
            Unschedulable = workload.Unschedulable,
            Fit = view.Fit,
        };
        var desired = own is null ? workload.Replicas : own.Observation.DesiredReplicas;
        return new ObservedMember(snapshot, view, own ?? adopted, desired, view.Free, member.LastContact, conflict, adopted is not null)
        {
            Unseen = member.Unseen,
            Dropped = Dropped(subject, member.Name, own),
        };
    }

    /// <summary>Of an HPA that stands as it was written from what is asked for now.</summary>
    private static ImmutableArray<string> Dropped(Subject subject, string member, HpaView? own)
    {
        if (own is not { Text: { } text, HeldBy: null }) return [];
        var reading = subject.Memory.Read(subject.Resource.Spec);
        if (own.DocumentHash != reading.TemplateHash) return [];
        return subject.Memory.AlteredSpec(member, own) is null ? reading.DroppedFrom(text) : [];
    }

    private static string Conflict(string member, HpaView other, int count) => other.Owner is { } owner
        ? $"HPA {other.Name} in {member} belongs to FedHPA {owner}: two FedHPAs must not scale one target"
        : count == 1
            ? $"HPA {other.Name} in {member} scales the same target: delete it, or set spec.adoption to Adopt"
            : $"{count} HPAs in {member} scale the same target: delete all but one";

    /// <summary>Our HPA where it no longer belongs: the member is not selected any more, or its workload is gone.</summary>
    private HpaView? LeftBehind(Subject subject, MemberView? look, bool selected) => look switch
    {
        MemberView.Present view when !selected => OwnHpa(view.Hpas, subject),
        MemberView.Missing view => OwnHpa(view.Hpas, subject),
        _ => null,
    };

    /// <summary>Ours by its mark. One whose FedHPA is gone from the hub is nobody's, and ours to go on with.</summary>
    private HpaView? OwnHpa(ImmutableArray<HpaView> hpas, Subject subject)
    {
        foreach (var hpa in hpas)
            if (hpa.Owner == subject.Owner) return hpa;
        foreach (var hpa in hpas)
            if (hpa.Owner is { } owner && !targets.Exists(owner)) return hpa;
        return null;
    }

    private static ObservedMember Remembered(Subject subject, FleetMember member) =>
        subject.Memory.LastSeen.TryGetValue(member.Name, out var seen) ? seen : FromStatus(subject.Resource, member.Name);

    /// <summary>Our own write is on its way into the caches: the share as written stands, and nothing is written there meanwhile.</summary>
    private static ObservedMember Pending(Subject subject, FleetMember member)
    {
        var seen = Remembered(subject, member);
        var snapshot = seen.Snapshot with { Contact = MemberContact.Live, Frozen = true, ContactReason = null };
        return seen with { Snapshot = snapshot, View = null, LastSeen = member.LastContact ?? seen.LastSeen };
    }

    private static ObservedMember Silent(Subject subject, FleetMember member, string reason)
    {
        var seen = Remembered(subject, member);
        var lastSeen = member.LastContact ?? seen.LastSeen;
        var silentSince = member.CutOff ? null : member.SilentSince ?? lastSeen;
        var snapshot = seen.Snapshot with { Contact = MemberContact.Silent, ContactReason = reason, SilentSince = silentSince, Frozen = member.Paused };
        return seen with { Snapshot = snapshot, View = null, LastSeen = lastSeen, Conflict = null };
    }

    /// <summary>
    /// It answers, and something there can't be read, such as for want of a right: what can be is told. It serves what it runs, so that
    /// its share is never lent; last seen is when all of it was.
    /// </summary>
    private static ObservedMember Unread(Subject subject, FleetMember member, MemberView.Unknown view)
    {
        var seen = Remembered(subject, member);
        var snapshot = seen.Snapshot with { Contact = MemberContact.Silent, ContactReason = view.Reason, SilentSince = null, Frozen = member.Paused };
        if (view.Workload is { } workload) snapshot = snapshot with { Runs = workload.Replicas, Ready = workload.Ready, Unschedulable = workload.Unschedulable };
        return seen with { Snapshot = snapshot, View = null, Conflict = null };
    }

    /// <summary>After a restart the status is all that is left of a member that does not answer.</summary>
    private static ObservedMember FromStatus(FedHpa resource, string name)
    {
        var known = resource.Status?.Clusters.FirstOrDefault(cluster => cluster.Name == name);
        if (known is null) return new ObservedMember(new MemberSnapshot(name), null, null, 0, null, null, null, false);
        var share = known is { MinReplicas: { } min, MaxReplicas: { } max } ? new Share(min, max) : (Share?)null;
        var snapshot = new MemberSnapshot(name)
        {
            Share = share,
            Runs = known.CurrentReplicas,
            Wants = known.DesiredReplicas,
            Ready = known.ReadyReplicas,
            Unschedulable = known.UnschedulableReplicas,
            Fit = null,
        };
        return new ObservedMember(snapshot, null, null, known.DesiredReplicas, known.FreeReplicas, known.LastSeenTime, null, false);
    }

    /// <summary>For whom is looked.</summary>
    /// <param name="Owner">namespace/name, as its HPAs carry it.</param>
    private sealed record Subject(FedHpa Resource, string Owner, FedHpaMemory Memory);
}
