using FedScaler.Api.ReplicaBindings;
using FedScaler.Api.Validation;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.Dividing;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.Bindings;

/// <summary>
/// What the controller remembers of one binding between reconciles. Only the reconcile of its target touches it, and the
/// queue never hands one target to two workers. Lost at a restart, and then made anew from the binding.
/// </summary>
internal sealed class BindingMemory(string uid, TimeProvider time) : IDisposable
{
    private IDisposable? _tracking;
    private (ReplicaBindingSpec Spec, IReadOnlyList<FieldError> Errors)? _reading;

    /// <summary>Of the binding that this is about: one of the same target that comes later starts with nothing.</summary>
    public string Uid => uid;

    public DivisionMemory Division { get; set; } = DivisionMemory.Empty;

    /// <summary>What each member was last told to run; null until the first division, or while a FedHPA leads.</summary>
    public Dictionary<string, int>? Assigned { get; set; }

    /// <summary>Members that have run what they were told: one that runs something else now was scaled by somebody else.</summary>
    public HashSet<string> Reached { get; } = new(StringComparer.Ordinal);

    /// <summary>Members as last seen, for when they are silent; Runs is the most that one may run since.</summary>
    public Dictionary<string, MemberSnapshot> LastSeen { get; } = new(StringComparer.Ordinal);

    /// <summary>Since this binding was first looked at.</summary>
    public FirstLook FirstLook { get; } = new(time);

    /// <summary>Every member was heard of at least once, or given up on.</summary>
    public bool LookedAround { get; set; }

    /// <summary>Our last write to the hub that its cache has not brought back yet.</summary>
    public OwnWrite OwnWrite { get; } = new(time);

    public ToldConditions Told { get; } = new();

    public HoldMemory Hold { get; } = new(time);

    /// <summary>All that is wrong with a spec; looked for once for each object that the cache holds.</summary>
    public IReadOnlyList<FieldError> Check(ReplicaBindingSpec spec)
    {
        if (_reading is { } known && ReferenceEquals(known.Spec, spec)) return known.Errors;
        _reading = (spec, ReplicaBindingValidator.Validate(spec));
        return _reading.Value.Errors;
    }

    public void Track(IFleet fleet, TargetRef target) => _tracking ??= fleet.Track(target);

    /// <summary>A member may run this from now on: it is about to be written.</summary>
    public void Expect(string member, int replicas)
    {
        if (LastSeen.TryGetValue(member, out var seen)) LastSeen[member] = seen with { Runs = replicas };
    }

    public void Dispose() => _tracking?.Dispose();
}
