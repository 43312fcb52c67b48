using FedScaler.Core.Quantities;

namespace FedScaler.Core.Capacity;

/// <summary>The resources that a MemberCluster's status names.</summary>
public readonly record struct ResourceTotals(Quantity Cpu, Quantity Memory, Quantity Pods)
{
    public static ResourceTotals Zero => default;

    public static ResourceTotals operator +(ResourceTotals left, ResourceTotals right) =>
        new(left.Cpu + right.Cpu, left.Memory + right.Memory, left.Pods + right.Pods);

    internal static ResourceTotals Of(ResourceTally sums, Int128 pods) =>
        new(
            Quantity.FromMillis(sums.MilliCpu),
            Quantity.FromUnits(sums.Memory, QuantityFormat.BinarySI),
            Quantity.FromUnits(pods));
}
