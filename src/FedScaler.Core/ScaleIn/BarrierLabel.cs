namespace FedScaler.Core.ScaleIn;

/// <summary>A label of the pod template that may be altered on a pod without anybody losing sight of it.</summary>
/// <param name="Value">As in the template.</param>
public sealed record BarrierLabel(string Name, string Value)
{
    /// <summary>What a marked pod has in place of <see cref="Value"/>.</summary>
    public string MarkedValue => Value == "leaving" ? "going" : "leaving";
}
