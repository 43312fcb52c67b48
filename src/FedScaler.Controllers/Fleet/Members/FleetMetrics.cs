using System.Diagnostics.Metrics;
using FedScaler.Controllers.Fleet.Capacity;
using FedScaler.Core.Capacity;

namespace FedScaler.Controllers.Fleet.Members;

/// <summary>How every member stands, read at each scrape from what is known of it anyway.</summary>
internal sealed class FleetMetrics
{
    private const string Refused = "Refused";

    private static readonly string[] States = [.. Enum.GetNames<MemberPhase>(), Refused];

    private readonly IMemberRoster _roster;
    private readonly Func<bool> _follows;

    /// <param name="follows">Whether the hub's MemberClusters are being followed: of a roster that nobody keeps nothing is told.</param>
    public FleetMetrics(Meter meter, IMemberRoster roster, Func<bool> follows)
    {
        (_roster, _follows) = (roster, follows);
        Gauge("up", static entry => entry.View().Live ? 1 : 0, null, "1 while a member answers and is believed, 0 while it is silent or refused.");
        Gauge("paused", static entry => entry.Paused is null ? 0 : 1, null, "1 while the user's pause of the member holds every write back.");
        Gauge("last_contact.timestamp", static entry => Timestamp(entry.Health.LastContact), "s", "When a member last answered, in seconds since 1970; absent when it never did.");
        Gauge("clock_skew", static entry => entry.Current?.Client.ClockSkew?.TotalSeconds, "s", "A member's clock less the service's.");
        Gauge("capacity.timestamp", static entry => Timestamp(entry.Current?.Caches.Capacity.Nodes.Informer.Status.LastContact), "s",
            "How new what is known of a member's nodes is, in seconds since 1970.");
        Gauge("capacity.known", static entry => entry.View().Live && IsKnown(entry.Current?.Caches.Capacity) ? 1 : 0, null,
            "1 while a member's nodes and pods are known, 0 while nothing is moved on the strength of them.");
        Capacity("allocatable.cpu.cores", static totals => totals.Allocatable.Cpu.ToMillis() / 1000d, null, "CPU that a member's Ready nodes offer, in cores.");
        Capacity("allocatable.memory", static totals => totals.Allocatable.Memory.ToUnits(), "By", "Memory that a member's Ready nodes offer.");
        Capacity("allocatable.pods", static totals => totals.Allocatable.Pods.ToUnits(), null, "Pods that a member's Ready nodes take.");
        Requested("requested.cpu.cores", static totals => totals.Requested.Cpu.ToMillis() / 1000d, null, "CPU that the pods on a member's Ready nodes ask for, in cores.");
        Requested("requested.memory", static totals => totals.Requested.Memory.ToUnits(), "By", "Memory that the pods on a member's Ready nodes ask for.");
        Requested("requested.pods", static totals => totals.Requested.Pods.ToUnits(), null, "Pods on a member's Ready nodes.");
        Capacity("nodes", static totals => totals.Nodes, null, "A member's nodes.");
        Capacity("ready_nodes", static totals => totals.ReadyNodes, null, "A member's nodes that are Ready.");
        meter.CreateObservableGauge("fedscaler.member.state", ObserveStates, null, "1 for the state that the connection to a member is in, 0 for the others.");

        void Gauge(string name, Func<MemberEntry, double?> value, string? unit, string help) =>
            meter.CreateObservableGauge($"fedscaler.member.{name}", () => Observe(value), unit, help);

        void Capacity(string name, Func<CapacityTotals, double> value, string? unit, string help) =>
            Gauge(name, entry => entry.Current?.Caches.Capacity.ReadTotals() is { } totals ? value(totals) : null, unit, help);

        // Pods are not read before a workload there is shared out, and what they ask for is not known before.
        void Requested(string name, Func<CapacityTotals, double> value, string? unit, string help) =>
            Gauge(name, entry => entry.Current?.Caches.Capacity is { } capacity && capacity.WhyUnknown() is null ? value(capacity.Ledger.Totals()) : null, unit, help);
    }

    private IEnumerable<MemberEntry> Entries => _follows() ? _roster.All : [];

    // Pods are not read before a workload there is shared out: until then nodes are all there is to know.
    private static bool IsKnown(CapacityWatch? capacity) => capacity is not null && (capacity.WhyUnknown() is null || (capacity.Pods is null && capacity.ReadTotals() is not null));

    private static double? Timestamp(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds() / 1000d;

    private IEnumerable<Measurement<double>> Observe(Func<MemberEntry, double?> value)
    {
        foreach (var entry in Entries)
            if (value(entry) is { } number) yield return new Measurement<double>(number, new KeyValuePair<string, object?>("member", entry.Name));
    }

    private IEnumerable<Measurement<long>> ObserveStates()
    {
        foreach (var entry in Entries)
        {
            var now = entry.Refusal is null ? entry.Health.Phase.ToString() : Refused;
            foreach (var state in States) yield return new Measurement<long>(state == now ? 1 : 0, new("member", entry.Name), new("state", state));
        }
    }
}
