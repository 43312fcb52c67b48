using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Simulation.Nodes;

/// <summary>A member to be built: equal nodes and the labels that its MemberCluster would carry.</summary>
/// <param name="Nodes">How many.</param>
/// <param name="Cpu">Whole cpus a node.</param>
/// <param name="MemoryGi">GiB a node.</param>
public sealed record MemberTemplate(string Name, int Nodes, int Cpu, int MemoryGi, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>Registers its nodes with a store.</summary>
    public void Populate(IClusterStore store, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        foreach (var node in NodeManifests(now)) store.Create(KnownResources.Nodes, node);
    }

    /// <summary>Its Node objects, <c>NAME-n0</c> and on.</summary>
    public IEnumerable<JsonObject> NodeManifests(DateTimeOffset now)
    {
        for (var i = 0; i < Nodes; i++)
        {
            var name = $"{Name}-n{i}";
            yield return NodeManifest.Create(name, $"{Cpu}", $"{MemoryGi}Gi", now, labels: Labels);
        }
    }
}
