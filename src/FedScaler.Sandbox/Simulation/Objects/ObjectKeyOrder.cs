using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.Simulation.Objects;

/// <summary>By namespace, then name, both ordinal: the order in which everything simulated is worked off.</summary>
internal sealed class ObjectKeyOrder : IComparer<ObjectKey>
{
    public static readonly ObjectKeyOrder Instance = new();

    public int Compare(ObjectKey x, ObjectKey y)
    {
        var byNamespace = string.CompareOrdinal(x.Namespace, y.Namespace);
        return byNamespace != 0 ? byNamespace : string.CompareOrdinal(x.Name, y.Name);
    }
}
