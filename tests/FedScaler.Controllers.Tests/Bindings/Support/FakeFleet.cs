using System.Collections.Immutable;
using System.Globalization;
using FedScaler.Controllers.Fleet;
using FedScaler.Kube.Client;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Tests.Bindings.Support;

/// <summary>Members of which each holds one workload, in memory; a write is seen at once.</summary>
internal sealed class FakeFleet : IFleet
{
    private readonly Dictionary<string, MemberView> _views = new(StringComparer.Ordinal);

    public event Action<FleetChange>? Changed;

    public FleetWords Words { get; } = new("MemberCluster", "create");

    public ImmutableArray<FleetMember> Members { get; private set; } = [];

    public bool Synced => true;

    /// <summary>Every write in order, "a 3 → 5".</summary>
    public List<string> Writes { get; } = [];

    /// <summary>Thrown by writes to these members.</summary>
    public Dictionary<string, Exception> Refusals { get; } = new(StringComparer.Ordinal);

    /// <summary>Called before each write.</summary>
    public Action<string, int>? OnWrite { get; set; }

    public int Tracked { get; private set; }

    public int RunsIn(string member) => ((MemberView.Present)_views[member]).Workload.Replicas;

    public long Sum => _views.Values.OfType<MemberView.Present>().Sum(static view => (long)view.Workload.Replicas);

    public void Run(string member, int replicas, int? fit = 40, int? ready = null, int unschedulable = 0, params HpaView[] hpas)
    {
        var version = _views.TryGetValue(member, out var view) && view is MemberView.Present known ? int.Parse(known.Workload.ResourceVersion, CultureInfo.InvariantCulture) + 1 : 1;
        Show(member, new MemberView.Present
        {
            Workload = new WorkloadView($"uid-{member}", version.ToString(CultureInfo.InvariantCulture), replicas, ready ?? replicas - unschedulable, unschedulable, "app=web"),
            Hpas = [.. hpas],
            Fit = fit,
            Free = fit - replicas,
        });
    }

    public void Show(string member, MemberView view)
    {
        _views[member] = view;
        Set(new FleetMember(member) { Live = true });
    }

    /// <summary>The federation wants the workload out of the member.</summary>
    public void Leave(string member, string why) => Show(member, (MemberView.Present)_views[member] with { Leaves = why });

    public void Silence(string member) => Set(new FleetMember(member) { Live = false, Reason = "connection refused" });

    public void Pause(string member) => Set(new FleetMember(member) { Live = true, Paused = true });

    public IDisposable Track(TargetRef target)
    {
        Tracked++;
        return new Release(this);
    }

    public MemberView Look(string member, TargetRef target) => _views[member];

    public Task ScaleAsync(string member, TargetRef target, int replicas, string resourceVersion, CancellationToken cancellationToken)
    {
        OnWrite?.Invoke(member, replicas);
        if (Refusals.TryGetValue(member, out var refusal)) throw refusal;
        var view = (MemberView.Present)_views[member];
        if (view.Workload.ResourceVersion != resourceVersion) throw Conflict();
        Writes.Add($"{member} {view.Workload.Replicas} → {replicas}");
        Run(member, replicas, view.Fit, replicas);
        return Task.CompletedTask;
    }

    public static KubeApiException Conflict() => new(new KubeStatus(409, "Conflict", "the object has been modified", []));

    public Task<HpaView> ApplyHpaAsync(string member, HpaDocument document, CancellationToken cancellationToken) => throw new NotSupportedException("bindings write no HPA");

    public Task DeleteHpaAsync(string member, TargetRef target, HpaView hpa, CancellationToken cancellationToken) => throw new NotSupportedException("bindings delete no HPA");

    public Task RestoreHpaAsync(string member, TargetRef target, string name, string spec, CancellationToken cancellationToken) => throw new NotSupportedException("bindings restore no HPA");

    private void Set(FleetMember member)
    {
        Members = [.. Members.Where(other => other.Name != member.Name).Append(member).OrderBy(static other => other.Name, StringComparer.Ordinal)];
        Changed?.Invoke(new FleetChange(member.Name, null));
    }

    private sealed class Release(FakeFleet fleet) : IDisposable
    {
        public void Dispose() => fleet.Tracked--;
    }
}
