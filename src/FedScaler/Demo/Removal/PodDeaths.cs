using System.Collections.Concurrent;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Demo.Removal;

/// <summary>Which of the application's pods began to go, and when, as the members' API servers stored it.</summary>
internal sealed class PodDeaths : IDisposable
{
    private readonly ConcurrentDictionary<string, PodDeath> _deaths = new(StringComparer.Ordinal);
    private readonly List<Action> _leave = [];

    public PodDeaths(IEnumerable<SandboxCluster> members)
    {
        foreach (var member in members)
        {
            void See(StoreEvent change) => Note(member.Name, change);
            member.Store.Changed += See;
            _leave.Add(() => member.Store.Changed -= See);
        }
    }

    /// <summary>In a member, from an instant on.</summary>
    public IEnumerable<PodDeath> Since(string member, DateTimeOffset from) =>
        _deaths.Values.Where(death => death.Member == member && death.Time >= from).OrderBy(static death => death.Name, StringComparer.Ordinal);

    public void Dispose()
    {
        foreach (var leave in _leave) leave();
    }

    private void Note(string member, StoreEvent change)
    {
        if (change.Resource != KnownResources.Pods || change.Key.Namespace != DemoStory.Namespace) return;
        if (change.Type != WatchEventType.Deleted && !change.Object.IsBeingDeleted()) return;
        _deaths.TryAdd(change.Object.Uid()!, new PodDeath(member, change.Key.Name, change.Object.Uid()!, change.Time));
    }
}
