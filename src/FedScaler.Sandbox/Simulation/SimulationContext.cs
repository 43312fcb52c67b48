using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Simulation;

/// <summary>What the controllers of one member share: their cache, the clock and the way to write.</summary>
internal sealed class SimulationContext(IClusterStore store, TimeProvider time, SimulationSettings settings)
{
    public SimulationSettings Settings => settings;

    public ClusterIndex Index { get; } = new();

    public SeededNames Names { get; } = new(settings.Seed);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>How many writes the simulation has made.</summary>
    public long Writes { get; private set; }

    public bool Exists(ResourceType resource, ObjectKey key) => store.Get(resource, key) is not null;

    public void Create(ResourceType resource, JsonObject value)
    {
        store.Create(resource, value);
        Writes++;
    }

    public void Update(ResourceType resource, ObjectKey key, Func<JsonObject, bool> change) =>
        store.Update(resource, key, value =>
        {
            var changed = change(value);
            if (changed) Writes++;
            return changed;
        });

    public void Remove(ResourceType resource, ObjectKey key)
    {
        if (store.Remove(resource, key)) Writes++;
    }

    /// <summary>Lets a change happen to the status alone.</summary>
    public void UpdateStatus(ResourceType resource, ObjectKey key, Func<JsonObject, bool> change) =>
        Update(resource, key, value => change(value.Ensure("status")));

    /// <summary>
    /// Deletes a pod as the API server does for a controller: one on a node gets its grace period, which the kubelet ends;
    /// one that was never bound goes at once.
    /// </summary>
    public void DeletePod(PodView pod)
    {
        if (pod.IsTerminating) return;
        if (pod.NodeName is null)
        {
            Remove(KnownResources.Pods, pod.Key);
            return;
        }

        Update(KnownResources.Pods, pod.Key, value =>
        {
            // The name may have gone to another pod since it was read.
            if (value.IsTerminating() || value.Uid() != pod.Uid) return false;
            var grace = value.At("spec", "terminationGracePeriodSeconds").Int(30);
            var metadata = value.Ensure("metadata");
            metadata["deletionTimestamp"] = (Now + TimeSpan.FromSeconds(grace)).Stamp();
            metadata["deletionGracePeriodSeconds"] = grace;
            return true;
        });
    }
}
