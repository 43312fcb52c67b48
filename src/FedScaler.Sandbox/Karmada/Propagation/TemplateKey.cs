using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Propagation;

/// <summary>Names a resource template: any object on the hub that a policy may select.</summary>
internal readonly record struct TemplateKey(ResourceType Resource, ObjectKey Key)
{
    /// <summary>By type, then namespace and name, all ordinal.</summary>
    public static readonly IComparer<TemplateKey> Order = Comparer<TemplateKey>.Create(static (x, y) =>
    {
        var byType = string.CompareOrdinal(x.Resource.ToString(), y.Resource.ToString());
        return byType != 0 ? byType : ObjectKeyOrder.Instance.Compare(x.Key, y.Key);
    });
}
