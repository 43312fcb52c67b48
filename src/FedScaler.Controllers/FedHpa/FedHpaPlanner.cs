using FedScaler.Api.FedHpas;
using FedScaler.Api.Mapping;
using FedScaler.Api.ScaleIns;
using FedScaler.Controllers.CronHpas;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.ScaleIns;
using FedScaler.Core.Splitting;
using FedScaler.Kube.Client;

namespace FedScaler.Controllers.FedHpas;

/// <summary>Observes and decides as the controller does, and acts on nothing.</summary>
public sealed class FedHpaPlanner
{
    private readonly IFleet _fleet;
    private readonly ScheduleBook _schedules;
    private readonly TimeProvider _time;
    private readonly TargetIndex _targets = new();

    /// <param name="known">Every FedHPA of the hub: who owns which HPA, and who is after the same target.</param>
    /// <param name="schedules">What the hub's CronHPAs ask for.</param>
    public FedHpaPlanner(IFleet fleet, IEnumerable<FedHpa> known, ScheduleBook schedules, TimeProvider time)
    {
        (_fleet, _schedules, _time) = (fleet, schedules, time);
        foreach (var resource in known) Know(resource);
    }

    /// <summary>The hub's ScaleIns: one that holds the target keeps the shares as they are, and the plan says so.</summary>
    public IReadOnlyCollection<ScaleIn> ScaleIns { get; init; } = [];

    /// <summary>Plans once every selected member has been looked at, or <paramref name="patience"/> has run out.</summary>
    /// <param name="resource">Its status, where it has one, tells what is remembered.</param>
    public async Task<FedHpaPlan> PlanAsync(FedHpa resource, TimeSpan patience, CancellationToken cancellationToken)
    {
        Know(resource);
        var target = TargetRef.Of(resource);
        using var tracking = _fleet.Track(target);
        await WaitAsync(resource, target, patience, cancellationToken);
        return Plan(resource);
    }

    private void Know(FedHpa resource) => _targets.Set(resource.Metadata.Key, resource.Metadata.IsDeleting ? null : TargetRef.Of(resource));

    private FedHpaPlan Plan(FedHpa resource)
    {
        using var memory = new FedHpaMemory(_time) { Uid = resource.Metadata.Uid ?? "", Fleet = resource.Status.ToFleetMemory() };
        var bounds = BoundsInForce.Of(resource, _schedules.Look, _time.GetUtcNow());
        var observation = new FedHpaObserver(_fleet, _targets, _time).Observe(resource, bounds.Policy, memory);
        var decision = FleetSplitter.Decide(observation.Snapshot, memory.Fleet);
        var round = new FedHpaRound(bounds, observation, decision, _targets.Rivals(TargetRef.Of(resource), resource.Metadata.Name), Holding: null)
        {
            Words = _fleet.Words,
            Hold = FleetHold.On(TargetRef.Of(resource), ScaleIns),
            Brake = _fleet.Brake.State.Reason,
        };
        var conditions = FedHpaConditions.Of(resource, round, ActOutcome.Nothing(observation));
        var unseen = observation.Members.Where(static member => member.Snapshot.Contact == MemberContact.Silent)
            .Select(static member => new UnseenMember(member.Name, member.Snapshot.ContactReason ?? "does not answer"));
        return new FedHpaPlan(decision, [.. conditions], [.. unseen]);
    }

    private async Task WaitAsync(FedHpa resource, TargetRef target, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(patience, _time, cancellationToken);
        var preferences = new MemberPreferences(resource.Spec.Placement);
        try
        {
            // Asked again every so often: capacity is told in batches, and not everything that becomes known is told.
            using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100), _time);
            while (!IsSeen(target, preferences)) await beat.WaitForNextTickAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What was not seen by now is said to be unseen.
        }
    }

    private bool IsSeen(TargetRef target, MemberPreferences preferences)
    {
        if (!_fleet.Synced) return false;
        foreach (var member in _fleet.Members)
        {
            if (!preferences.Selects(member.Labels)) continue;
            if (!member.Live || _fleet.Look(member.Name, target) is MemberView.Unknown or MemberView.Present { Fit: null }) return false;
        }

        return true;
    }
}
