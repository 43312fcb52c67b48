using System.Collections.Immutable;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Controllers.Tests.ScaleIns.Support;

/// <summary>Members in memory, as removals reach them.</summary>
internal sealed class FakeRemovalFleet(Deaths deaths) : IFleet, IRemovalFleet
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, FakeMember> _members = new(StringComparer.Ordinal);

    public event Action<FleetChange>? Changed
    {
        add { }
        remove { }
    }

    public FleetWords Words { get; } = new("MemberCluster", "create");

    public ImmutableArray<FleetMember> Members => [.. _members.Keys.Select(static name => new FleetMember(name) { Live = true })];

    public bool Synced => true;

    public FakeMember this[string name] => _members[name];

    /// <summary>Every step that landed, in order.</summary>
    public List<RemovalStep> Taken { get; } = [];

    /// <summary>Called before each step; may throw.</summary>
    public Action<RemovalSight, RemovalStep>? BeforeStep { get; set; }

    public void Add(FakeMember member) => _members[member.Name] = member;

    public Task<ClusterObservation> LookAsync(string member, RemovalSight sight, CancellationToken cancellationToken)
    {
        lock (_gate) return Task.FromResult(_members[member].Look());
    }

    public Task TakeAsync(RemovalSight sight, RemovalStep step, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            deaths.BeforeWrite();
            BeforeStep?.Invoke(sight, step);
            _members[step.Where!].Take(sight, step);
            Taken.Add(step);
            deaths.AfterWrite();
        }

        return Task.CompletedTask;
    }

    public IDisposable Track(TargetRef target) => throw new NotSupportedException();

    public MemberView Look(string member, TargetRef target) => throw new NotSupportedException();

    public Task<HpaView> ApplyHpaAsync(string member, HpaDocument document, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DeleteHpaAsync(string member, TargetRef target, HpaView hpa, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RestoreHpaAsync(string member, TargetRef target, string name, string spec, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ScaleAsync(string member, TargetRef target, int replicas, string resourceVersion, CancellationToken cancellationToken) => throw new NotSupportedException();
}
