using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.Storage;

/// <summary>The order of lists: by namespace, then by name, byte by byte.</summary>
internal sealed class KeyOrder : IComparer<ObjectKey>
{
    public static readonly KeyOrder Instance = new();

    public int Compare(ObjectKey x, ObjectKey y)
    {
        var byNamespace = string.CompareOrdinal(x.Namespace ?? "", y.Namespace ?? "");
        return byNamespace != 0 ? byNamespace : string.CompareOrdinal(x.Name, y.Name);
    }
}

internal static class ObjectKeys
{
    /// <summary>The object's key; a namespace in the metadata of a cluster-scoped object does not count.</summary>
    public static ObjectKey KeyIn(this JsonObject value, ResourceType resource) =>
        new(resource.Namespaced ? value.Namespace() : null, value.Name());
}
