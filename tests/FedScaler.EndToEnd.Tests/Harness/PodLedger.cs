using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Storage;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>Every pod that any member made or began to delete since it was opened, as "CLUSTER/POD".</summary>
internal sealed class PodLedger : IDisposable
{
    private readonly ConcurrentDictionary<string, string> _deleted = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _created = new(StringComparer.Ordinal);
    private readonly List<Action> _leave = [];

    public PodLedger(SandboxFleet fleet)
    {
        foreach (var member in fleet.Members)
        {
            void See(StoreEvent change) => Note(member.Name, change);
            member.Store.Changed += See;
            _leave.Add(() => member.Store.Changed -= See);
        }
    }

    /// <summary>By uid: those that are gone, and those that are going.</summary>
    public IReadOnlyList<string> Deleted => [.. _deleted.Values.Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> Created => [.. _created.Values.Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        foreach (var leave in _leave) leave();
    }

    private void Note(string cluster, StoreEvent change)
    {
        if (change.Resource != KnownResources.Pods) return;
        var uid = (string)change.Object["metadata"]!["uid"]!;
        var pod = $"{cluster}/{change.Key.Name}";
        if (change.Type == WatchEventType.Added) _created[uid] = pod;
        else if (change.Type == WatchEventType.Deleted || IsGoing(change.Object)) _deleted[uid] = pod;
    }

    private static bool IsGoing(JsonObject pod) => pod["metadata"]!["deletionTimestamp"] is not null;
}
