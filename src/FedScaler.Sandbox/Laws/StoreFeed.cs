using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Laws.History;
using FedScaler.Sandbox.Simulation.Objects;
using FedScaler.Sandbox.Simulation.Workloads;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Laws;

/// <summary>Hands what one store holds, and then each revision, to a law book.</summary>
internal sealed class StoreFeed : IDisposable
{
    /// <summary>Kinds that laws read; what is there already of others says nothing.</summary>
    private static readonly ResourceType[] Kinds =
    [
        KarmadaResources.Clusters, KarmadaResources.ResourceBindings, ApiResources.MemberClusters, ApiResources.FedHpas, ApiResources.CronHpas, ApiResources.ReplicaBindings, ApiResources.ScaleIns,
        KnownResources.ReplicaSets, CloneSetDefinition.Resource, KruiseStatefulSetDefinition.Resource, KnownResources.Deployments, KnownResources.StatefulSets, KnownResources.HorizontalPodAutoscalers,
    ];

    private readonly LawBook _book;
    private readonly string _cluster;
    private readonly IClusterStore _store;
    private DateTimeOffset _last = FleetHistory.Dawn;

    public StoreFeed(LawBook book, string cluster, IClusterStore store)
    {
        (_book, _cluster, _store) = (book, cluster, store);
        ReadAll();
        store.Changed += Record;
        if (store is ClusterStore real) real.Restored += StartOver;
    }

    public void Dispose()
    {
        _store.Changed -= Record;
        if (_store is ClusterStore real) real.Restored -= StartOver;
    }

    private void Record(StoreEvent change)
    {
        _last = change.Time;
        _book.Record(_cluster, change);
    }

    /// <summary>The store is as it was at some earlier time.</summary>
    private void StartOver()
    {
        _book.Forget(_cluster, _last);
        ReadAll();
    }

    private void ReadAll()
    {
        foreach (var kind in Kinds)
            foreach (var value in _store.List(kind))
                _book.Record(_cluster, new StoreEvent(Version(value), _last, WatchEventType.Added, kind, value.Key(), value, Previous: null));
    }

    private static long Version(JsonObject value) =>
        long.TryParse(value.At("metadata", "resourceVersion").Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
}
