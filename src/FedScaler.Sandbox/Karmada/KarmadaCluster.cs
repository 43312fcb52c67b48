using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Simulation.Objects;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Karmada;

/// <summary>
/// The hub or a member as Karmada's controllers deal with it: its store, which they read and write without HTTP, and whether its API
/// server would let them.
/// </summary>
internal sealed class KarmadaCluster(SandboxCluster cluster, TimeProvider time)
{
    public string Name => cluster.Name;

    /// <summary>The whole cluster: server, faults.</summary>
    public SandboxCluster Sandbox => cluster;

    public ClusterStore Store => cluster.Store;

    /// <summary>Whether its API server takes calls now. Who does not ask writes to a cluster that nobody could reach.</summary>
    public bool Answers => cluster.Server.IsListening && !cluster.Faults.RefuseConnections && !cluster.Faults.BlackHole;

    /// <summary>How many writes Karmada has made here.</summary>
    public long Writes { get; private set; }

    /// <summary>Counts a write that was made past this class.</summary>
    public void NoteWrite() => Writes++;

    public JsonObject? Get(ResourceType resource, string? ns, string name) => cluster.Store.Get(resource, new(ns, name));

    public JsonObject? Get(ResourceType resource, ObjectKey key) => cluster.Store.Get(resource, key);

    public IReadOnlyList<JsonObject> List(ResourceType resource, string? ns = null) => cluster.Store.List(resource, ns);

    /// <summary>The type that an object, or a reference with apiVersion and kind, is of; null when nothing of it was ever stored here.</summary>
    public ResourceType? TypeOf(JsonNode? reference) =>
        cluster.Store.Resources.FirstOrDefault(each => each.ApiVersion == reference.Text("apiVersion") && each.Kind == reference.Text("kind"));

    /// <summary>Stores a new object; null when one of that name is there.</summary>
    public JsonObject? Create(ResourceType resource, JsonObject value)
    {
        if (cluster.Store.Get(resource, value.Key()) is not null) return null;
        cluster.Server.Mutate(resource, value, null);
        Writes++;
        return cluster.Store.Create(resource, value);
    }

    /// <summary>Changes an object if it is there and <paramref name="change"/> says that it did; the object as it is stored after it.</summary>
    public JsonObject? Update(ResourceType resource, ObjectKey key, Func<JsonObject, bool> change) =>
        cluster.Store.Update(resource, key, value =>
        {
            var before = (JsonObject)value.DeepClone();
            if (!change(value)) return false;
            cluster.Server.Mutate(resource, value, before);
            if (JsonNode.DeepEquals(before, value)) return false;
            Writes++;
            return true;
        });

    /// <summary>Changes the status alone, which is made when it is missing.</summary>
    public JsonObject? UpdateStatus(ResourceType resource, ObjectKey key, Func<JsonObject, bool> change) =>
        Update(resource, key, value => change(value.Ensure("status")));

    /// <summary>Begins the deletion of an object (null uid: whichever has the name); it goes at once when no finalizer holds it.</summary>
    public void Delete(ResourceType resource, ObjectKey key, string? uid = null) =>
        Update(resource, key, value =>
        {
            if (value.IsTerminating() || (uid is not null && value.Uid() != uid)) return false;
            var metadata = value.Ensure("metadata");
            metadata["deletionTimestamp"] = time.GetUtcNow().Stamp();
            metadata["deletionGracePeriodSeconds"] = 0;
            return true;
        });
}
