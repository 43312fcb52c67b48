using System.Collections.Frozen;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.ApiServer.Resources;

/// <summary>What the server serves now: the built-in resources, and those of the CustomResourceDefinitions in its store.</summary>
internal sealed class ResourceRegistry
{
    private readonly ClusterStore _store;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ServedResource[]> _custom = [];
    private volatile FrozenDictionary<(string Group, string Version, string Plural), ServedResource> _served = Index([]);

    public ResourceRegistry(ClusterStore store)
    {
        _store = store;
        store.Changed += OnChanged;
        store.Restored += Reload;
        Reload();
    }

    public IEnumerable<ServedResource> All => _served.Values;

    public ServedResource? Find(string group, string version, string plural) => _served.GetValueOrDefault((group, version, plural));

    private static FrozenDictionary<(string Group, string Version, string Plural), ServedResource> Index(IEnumerable<ServedResource> custom) =>
        BuiltInResources.List.Concat(custom)
            .DistinctBy(served => (served.Type.Group, served.Type.Version, served.Type.Plural))
            .ToFrozenDictionary(served => (served.Type.Group, served.Type.Version, served.Type.Plural));

    private void Reload()
    {
        lock (_gate)
        {
            _custom.Clear();
            foreach (var definition in _store.List(KnownResources.CustomResourceDefinitions)) Put(definition);
            _served = Index(_custom.Values.SelectMany(each => each));
        }
    }

    private void OnChanged(StoreEvent change)
    {
        if (change.Resource != KnownResources.CustomResourceDefinitions) return;
        lock (_gate)
        {
            if (change.Type == WatchEventType.Deleted) _custom.Remove(change.Key.Name);
            else if (!JsonNode.DeepEquals(change.Object["spec"], change.Previous?["spec"])) Put(change.Object);
            _served = Index(_custom.Values.SelectMany(each => each));
        }
    }

    private void Put(JsonObject definition) => _custom[definition.Name()] = [.. CustomResources.Of(definition)];
}
