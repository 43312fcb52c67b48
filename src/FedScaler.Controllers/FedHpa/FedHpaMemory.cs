using System.Collections.Immutable;
using FedScaler.Api.FedHpas;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.FedHpas;

/// <summary>
/// What the controller remembers of one FedHPA between reconciles. Only the reconcile of its key touches it, and the queue
/// never hands one key to two workers. Lost at a restart, and then made anew from the status.
/// </summary>
internal sealed class FedHpaMemory(TimeProvider time) : IDisposable
{
    private IDisposable? _tracking;
    private TargetRef? _target;
    private FedHpaReading? _reading;

    /// <summary>Since the first member had the target while others were about to; null while that is not so.</summary>
    private FirstLook? _arrival;

    /// <summary>Uid of the FedHPA that this is about: one of the same name that comes later starts with nothing.</summary>
    public string Uid { get; init; } = "";

    public FleetMemory Fleet { get; set; } = FleetMemory.Empty;

    /// <summary>Members as last seen, for when they are silent.</summary>
    public Dictionary<string, ObservedMember> LastSeen { get; } = new(StringComparer.Ordinal);

    /// <summary>Hash of metrics and behavior as the member's server returned them when we wrote them: tells a later hand.</summary>
    public Dictionary<string, string> WrittenSpecs { get; } = new(StringComparer.Ordinal);

    /// <summary>Since this FedHPA was first looked at.</summary>
    public FirstLook FirstLook { get; } = new(time);

    /// <summary>Every member was heard of at least once, or given up on.</summary>
    public bool LookedAround { get; set; }

    /// <summary>Our last write to the hub that its cache has not brought back yet.</summary>
    public OwnWrite OwnWrite { get; } = new(time);

    /// <summary>When it was last seen to wait for the service's brake with being deleted.</summary>
    public DateTimeOffset? BrakedAt { get; set; }

    /// <summary>What members refused at the last act: said until they have taken it, not in turn with that all is well.</summary>
    public ImmutableArray<(string Member, string Error)> Failures { get; set; } = [];

    public ToldConditions Told { get; } = new();

    /// <summary>Members that are being emptied.</summary>
    public Draining Draining { get; } = new();

    /// <summary>Shares as they stood before an act that has not been told yet: one that is overtaken is told with the one that ends it.</summary>
    public IReadOnlyDictionary<string, Share>? Untold { get; set; }

    public HoldMemory Hold { get; } = new(time);

    /// <summary>Hash of what a hand has made of our HPA in a member since it was written; null where it stands as written, or where nobody knows how it was.</summary>
    public string? AlteredSpec(string member, HpaView? there) =>
        WrittenSpecs.TryGetValue(member, out var written) && there is not null && there.SpecHash != written ? there.SpecHash : null;

    /// <summary>What was read from a spec; made anew when the cache holds another.</summary>
    public FedHpaReading Read(FedHpaSpec spec) => _reading is { } known && ReferenceEquals(known.Spec, spec) ? known : _reading = FedHpaReading.Of(spec);

    /// <summary>Whether those that are about to have the target are to be waited for, and not for too long.</summary>
    public bool AwaitsArrival(FedHpaObservation observation)
    {
        _arrival = observation.IsArriving ? _arrival ?? new FirstLook(time) : null;
        return _arrival?.IsOver() == false;
    }

    public void Track(IFleet fleet, TargetRef target)
    {
        if (_target == target) return;
        var before = _tracking;
        _tracking = fleet.Track(target);
        _target = target;
        before?.Dispose();
        LastSeen.Clear();
        WrittenSpecs.Clear();
    }

    public void Dispose() => _tracking?.Dispose();
}
