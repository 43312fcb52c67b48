using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Storage;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>Every revision of one Deployment that any member stored since it was opened: what its count was, and which pods went.</summary>
internal sealed class MoveLedger : IDisposable
{
    private readonly ConcurrentQueue<(string Text, bool IsLess)> _changes = new();
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly PodLedger _pods;
    private readonly List<Action> _leave = [];
    private int _least;

    public MoveLedger(Scenario fleet, string name = "web")
    {
        _pods = new PodLedger(fleet.Sandbox.Servers);
        var key = new ObjectKey(fleet.Namespace, name);
        foreach (var member in fleet.Sandbox.Servers.Members)
        {
            _counts[member.Name] = CountOf(member.Store.Get(KnownResources.Deployments, key));
            void See(StoreEvent change)
            {
                if (change.Resource == KnownResources.Deployments && change.Key == key) Note(member.Name, change);
            }

            member.Store.Changed += See;
            _leave.Add(() => member.Store.Changed -= See);
        }

        _least = _counts.Values.Sum();
    }

    /// <summary>Every change of a count, as "MEMBER: WAS → IS", in order.</summary>
    public IReadOnlyList<string> Changes => [.. _changes.Select(static change => change.Text)];

    /// <summary>Those by which a member was to run fewer than before.</summary>
    public IReadOnlyList<string> Lowered => [.. _changes.Where(static change => change.IsLess).Select(static change => change.Text)];

    /// <summary>The smallest that the members' counts ever added up to.</summary>
    public int LeastSum => Volatile.Read(ref _least);

    /// <summary>As "MEMBER/POD".</summary>
    public IReadOnlyList<string> DeletedPods => _pods.Deleted;

    public void Dispose()
    {
        foreach (var leave in _leave) leave();
        _pods.Dispose();
    }

    /// <summary>Fails where anything has moved.</summary>
    public void ShouldBeEmpty(string when)
    {
        Changes.ShouldBeEmpty(when);
        DeletedPods.ShouldBeEmpty(when);
    }

    private void Note(string member, StoreEvent change)
    {
        var (was, now) = (_counts[member], CountOf(change.Object));
        if (was == now) return;
        _counts[member] = now;
        _changes.Enqueue(($"{change.Time:HH:mm:ss} {member}: {was} → {now}", now < was));
        var sum = _counts.Values.Sum();
        if (sum < Volatile.Read(ref _least)) Volatile.Write(ref _least, sum);
    }

    // A number may be of any width, as it came in.
    private static int CountOf(JsonObject? workload) => workload?["spec"]?["replicas"] is { } count ? int.Parse(count.ToJsonString(), CultureInfo.InvariantCulture) : 0;
}
