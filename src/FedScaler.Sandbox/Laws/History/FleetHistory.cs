using FedScaler.Core.Splitting;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Laws.Schedules;

namespace FedScaler.Sandbox.Laws.History;

/// <summary>The fleet as the stored revisions tell it, up to the last one read. No status of the service's is in it.</summary>
internal sealed class FleetHistory(string hub, LawBounds bounds)
{
    private static readonly TimeSpan Precision = TimeSpan.FromMilliseconds(1);

    private readonly Dictionary<ObjectKey, FedHpaRecord> _setBack = [];
    private bool _everScheduled;

    public string Hub => hub;

    public LawBounds Bounds => bounds;

    /// <summary>The time of what was stored before anybody followed: before everything.</summary>
    public static readonly DateTimeOffset Dawn = DateTimeOffset.UnixEpoch;

    public DateTimeOffset Now { get; set; } = Dawn;

    public SortedDictionary<string, MemberRecord> Members { get; } = new(StringComparer.Ordinal);

    public Dictionary<ObjectKey, FedHpaRecord> FedHpas { get; } = [];

    public Dictionary<ObjectKey, BindingRecord> Bindings { get; } = [];

    public Dictionary<ObjectKey, ScheduleRecord> Schedules { get; } = [];

    public Dictionary<ObjectKey, RemovalRecord> Removals { get; } = [];

    /// <summary>uids of all pods that any ScaleIn has ever named: the service may delete them.</summary>
    public HashSet<string> NamedPods { get; } = new(StringComparer.Ordinal);

    /// <summary>How far the service's clock is off this history's: schedules go by the service's.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>Since when the service has been down or cut off from the hub; null while it works.</summary>
    public DateTimeOffset? ServiceAwaySince { get; private set; }

    /// <summary>Since when the service's brake is on; null while it is off.</summary>
    public DateTimeOffset? BrakedSince { get; private set; }

    /// <summary>Whether nothing can be asked of the service: it is away, or its brake is on.</summary>
    public bool IsServiceIdle => ServiceAwaySince is not null || BrakedSince is not null;

    /// <summary>Hand-made histories and bare fleets have no MemberClusters: all of their clusters count.</summary>
    public bool AnyRegistered { get; set; }

    public MemberRecord Member(string name)
    {
        if (!Members.TryGetValue(name, out var member)) Members.Add(name, member = new MemberRecord(name));
        return member;
    }

    public void Silence(string cluster, DateTimeOffset from)
    {
        if (cluster == hub) ServiceAwaySince ??= from;
        else Member(cluster).SilentSince ??= from;
        UpsetAll(from, bounds.Settle + bounds.Detection);
    }

    public void Return(string cluster, DateTimeOffset at)
    {
        if (cluster == hub) ServiceAwaySince = null;
        else Return(Member(cluster), at);
        UpsetAll(at, bounds.Return);
    }

    public void Brake(bool isOn, DateTimeOffset at)
    {
        if (isOn == BrakedSince is not null) return;
        BrakedSince = isOn ? at : null;
        UpsetAll(at, bounds.Return);
    }

    /// <summary>Another cluster, or an older state of it, stands in its place; what it holds is read next.</summary>
    public void Forget(string cluster, DateTimeOffset at)
    {
        if (cluster == hub)
        {
            ForgetHub(at);
            return;
        }

        var member = Member(cluster);
        member.Hpas.Clear();
        member.Workloads.Clear();
        member.ReplicaSets.Clear();
        member.ForgottenAt = at;
        UpsetAll(at, bounds.Return);
    }

    /// <summary>The FedHPA, also one that was there before the hub was set back.</summary>
    public FedHpaRecord? FindFedHpa(ObjectKey key)
    {
        if (_setBack.Remove(key, out var record)) FedHpas[key] = record;
        return FedHpas.GetValueOrDefault(key);
    }

    /// <summary>Works out the bounds that schedules ask for at an instant.</summary>
    public void Reckon(DateTimeOffset now)
    {
        if (Schedules.Count == 0 && !_everScheduled) return;
        _everScheduled = true;
        foreach (var owner in FedHpas.Values)
        {
            owner.IsUnreadable = SchedulesOf(owner).Any(static schedule => !schedule.IsReadable);
            owner.Schedule(BoundsOf(owner, now), now, bounds.Settle);
        }
    }

    /// <summary>When schedules first change a FedHPA's bounds after the present instant, if they have at <paramref name="now"/>.</summary>
    public DateTimeOffset? NextScheduled(DateTimeOffset now)
    {
        DateTimeOffset? first = null;
        foreach (var owner in FedHpas.Values)
        {
            if (!SchedulesOf(owner).Any() || !Differs(owner, now)) continue;
            var (before, after) = (Now, now);
            while (after - before > Precision)
            {
                var middle = before + ((after - before) / 2);
                if (Differs(owner, middle)) after = middle;
                else before = middle;
            }

            // Schedules speak of whole seconds.
            var exact = after - TimeSpan.FromTicks(after.Ticks % Precision.Ticks);
            if (first is null || exact < first) first = exact;
        }

        return first;
    }

    public void UpsetAll(DateTimeOffset now, TimeSpan patience)
    {
        foreach (var owner in FedHpas.Values) owner.Upset(now, patience);
    }

    /// <summary>Whether a ScaleIn keeps its shares as they are, whatever is asked of them.</summary>
    public bool IsHeld(FedHpaRecord owner) => Removals.Values.Any(removal => removal.HoldsFleet && removal.Target == owner.Target);

    /// <summary>Whether the placement leaves the member out, so that what runs there is to go.</summary>
    public bool IsLeftOut(TargetKey target, string member) => Bindings.Values.Any(binding => binding.Target == target && (binding.Admitted?.Contains(member) == false || binding.Evicting.Contains(member)));

    /// <summary>Whether the service had time to bring about what the user and the fleet ask of it, and may.</summary>
    public bool IsSettled(FedHpaRecord owner, DateTimeOffset now) => IsUndisturbed(owner, now) && !IsHeld(owner);

    /// <summary>Whether nothing has happened lately that it has to follow; its shares may be held.</summary>
    public bool IsUndisturbed(FedHpaRecord owner, DateTimeOffset now) =>
        !IsServiceIdle && !owner.Spec.Paused && !owner.IsUnreadable && now > owner.SettledBy && !IsContested(owner);

    /// <summary>Somebody else writes counts on the hub.</summary>
    public bool IsHubContested { get; set; }

    /// <summary>Two FedHPAs on one target, or somebody else who writes its count: nothing is written for any.</summary>
    public bool IsContested(FedHpaRecord owner) => IsHubContested || FedHpas.Values.Any(other => other != owner && other.Target == owner.Target);

    public bool TakesPart(FedHpaRecord owner, MemberRecord member) => (member.Registered || !AnyRegistered) && owner.Selects(member);

    /// <summary>
    /// The shares that may have an effect: of members in the fleet that have the target, and no other HPA on it (two HPAs on
    /// one target are both disabled: autoscaling/v2, AmbiguousSelector).
    /// </summary>
    public IEnumerable<(MemberRecord Member, HpaRecord Hpa)> Shares(FedHpaRecord owner)
    {
        var key = owner.Key.ToString();
        foreach (var member in Members.Values)
        {
            if (!member.Registered && AnyRegistered || !member.Workloads.ContainsKey(owner.Target)) continue;
            HpaRecord? own = null;
            var rivals = 0;
            foreach (var hpa in member.Hpas.Values)
            {
                if (hpa.Owner == key) own = hpa;
                else if (hpa.Target == owner.Target) rivals++;
            }

            if (own is not null && rivals == 0) yield return (member, own);
        }
    }

    /// <summary>
    /// Whether its share may be lent by now: the service counts grace from when it last heard of the member, which may be a
    /// little before the cut that the harness made.
    /// </summary>
    public bool MayBeLent(FedHpaRecord owner, MemberRecord member, DateTimeOffset now) =>
        owner.Policy.Failover == FailoverMode.Reassign && member.SilentSince + owner.Policy.Grace - bounds.Detection <= now;

    /// <summary>Whether the service may not know yet that it answers again, and goes on lending its share.</summary>
    private bool MayStillBeLent(FedHpaRecord owner, MemberRecord member, DateTimeOffset now) =>
        owner.Policy.Failover == FailoverMode.Reassign && now <= member.BackAt + bounds.Return
            && member.WasSilentSince + owner.Policy.Grace - bounds.Detection <= member.BackAt;

    private void ForgetHub(DateTimeOffset at)
    {
        UpsetAll(at, bounds.Return);
        foreach (var (key, record) in FedHpas) _setBack[key] = record;
        FedHpas.Clear();
        Bindings.Clear();
        Schedules.Clear();
        Removals.Clear();
        foreach (var member in Members.Values) member.Registered = false;
    }

    private static void Return(MemberRecord member, DateTimeOffset at) =>
        (member.WasSilentSince, member.SilentSince, member.BackAt) = (member.SilentSince, null, at);

    /// <summary>Whether it has had to be lent by now.</summary>
    public bool MustBeLent(FedHpaRecord owner, MemberRecord member, DateTimeOffset now) =>
        owner.Policy.Failover == FailoverMode.Reassign && member.SilentSince + owner.Policy.Grace + bounds.Detection + bounds.Settle <= now;

    /// <summary>Whether its share stays as it stands: it was taken out of the placement, and nobody can reach it.</summary>
    public static bool IsStranded(FedHpaRecord owner, MemberRecord member) => member.SilentSince is not null && !owner.Selects(member);

    /// <summary>Replicas of maxReplicas and beyond that are out on loan, or stranded.</summary>
    public long Lent(FedHpaRecord owner, DateTimeOffset now) =>
        Shares(owner).Where(share => MayBeLent(owner, share.Member, now) || MayStillBeLent(owner, share.Member, now) || IsStranded(owner, share.Member)).Sum(static share => (long)share.Hpa.Bounds.Max);

    private IEnumerable<ScheduleRecord> SchedulesOf(FedHpaRecord owner) => Schedules.Values.Where(schedule => schedule.IsOn("FedHPA", owner.Key));

    private (int Min, int Max) BoundsOf(FedHpaRecord owner, DateTimeOffset now) =>
        new ScheduledDemand(SchedulesOf(owner), now + ClockOffset).Bounds(owner.Own.MinReplicas, owner.Own.MaxReplicas);

    private bool Differs(FedHpaRecord owner, DateTimeOffset at) => BoundsOf(owner, at) != (owner.Policy.MinReplicas, owner.Policy.MaxReplicas);

    /// <summary>Whether a member keeps the service from giving all of it out.</summary>
    public bool IsBarred(FedHpaRecord owner) => Members.Values.Any(member => member.Barred && TakesPart(owner, member));

    public long SumOfMaxima(FedHpaRecord owner) => Shares(owner).Sum(static share => (long)share.Hpa.Bounds.Max);
}
