using FedScaler.Api.FedHpas;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.Dividing;

namespace FedScaler.Controllers.Bindings;

/// <summary>
/// With a FedHPA on a target that the federation has not put anywhere yet: how many replicas each member starts with, by what it
/// can hold. From then on the members lead.
/// </summary>
internal sealed class FirstDivision(IFleet fleet, TimeProvider time)
{
    private readonly DivisionObserver _observer = new(fleet, time);

    /// <summary>Whether there is nothing to follow yet, and somewhere to begin.</summary>
    public static bool IsDue(ReplicaBinding? binding, IEnumerable<MemberCount> members) =>
        binding is { Spec.Clusters.Count: 0 } && members.Any(static member => member is { IsPlaceable: true, IsSelected: true });

    /// <summary>The members with what they start with; null while it is not known what they can hold.</summary>
    public IReadOnlyList<MemberCount>? Decide(FedHpa leader, TargetRef target, ReplicaBinding binding, IReadOnlyList<MemberCount> members, BindingMemory memory)
    {
        memory.Track(fleet, target);
        var spec = leader.Spec;
        var observation = _observer.Observe(binding with { Spec = binding.Spec with { Placement = spec.Placement } }, target, memory);
        if (observation.Members.Any(static member => member is { IsAbsent: true, Seen.Fit: null }) && !memory.FirstLook.IsOver()) return null;
        var policy = new DivisionPolicy(Math.Clamp(binding.Spec.Replicas, spec.MinReplicas, spec.MaxReplicas), spec.Split.Strategy, spec.Split.Spread);
        var decided = Divider.Decide(observation.Snapshot(policy, assigned: null), DivisionMemory.Empty).Members.ToDictionary(static member => member.Name, static member => member.Replicas, StringComparer.Ordinal);
        return [.. members.Select(member => member is { IsPlaceable: true, IsSelected: true } ? member with { Assigned = decided.GetValueOrDefault(member.Name) } : member)];
    }
}
