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

    /// <summary>The pods as the workload controllers know them.</summary>
    public PodCache Pods => field ??= new(Index);

    public SeededNames Names { get; } = new(settings.Seed);

    public TimeProvider Time => time;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>How many writes the simulation has made.</summary>
    public long Writes { get; private set; }

    public bool Exists(ResourceType resource, ObjectKey key) => store.Get(resource, key) is not null;

    public JsonObject Create(ResourceType resource, JsonObject value)
    {
        Writes++;
        return store.Create(resource, value);
    }

    public void Update(ResourceType resource, ObjectKey key, Func<JsonObject, bool> change) =>
        store.Update(resource, key, value =>
        {
            var changed = change(value);
            if (changed) Writes++;
            return changed;
        });

    /// <summary>Lets a change happen to the status alone.</summary>
    public void UpdateStatus(ResourceType resource, ObjectKey key, Func<JsonObject, bool> change) =>
        Update(resource, key, value => change(value.Ensure("status")));

    /// <summary>
    /// Deletes a pod as the API server does: one on a node gets its grace period, which the kubelet ends; one that was never
    /// bound goes at once.
    /// </summary>
    public void DeletePod(PodView pod)
    {
        if (!pod.IsTerminating) Delete(KnownResources.Pods, pod.Key, pod.Uid, GraceOf(pod));
    }

    /// <summary>Begins the deletion of an object if it is still the one with this uid (null: whichever); the store drops it when no finalizer holds it.</summary>
    public void Delete(ResourceType resource, ObjectKey key, string? uid, int graceSeconds = 0) =>
        Update(resource, key, value =>
        {
            // The name may have gone to another object since it was read.
            if (uid is not null && value.Uid() != uid) return false;
            var metadata = value.Ensure("metadata");
            if (value.IsTerminating() && metadata["deletionGracePeriodSeconds"].Int() <= graceSeconds) return false;
            metadata["deletionTimestamp"] = (Now + TimeSpan.FromSeconds(graceSeconds)).Stamp();
            metadata["deletionGracePeriodSeconds"] = graceSeconds;
            return true;
        });

    private static int GraceOf(PodView pod) =>
        pod.NodeName is null || pod.IsFinished ? 0 : pod.Object.At("spec", "terminationGracePeriodSeconds").Int(30);
}
