namespace FedScaler.Core.Capacity;

/// <summary>One of a node's spec.taints.</summary>
/// <param name="Key">Its key, never empty.</param>
/// <param name="Value">Its value, empty when it has none.</param>
/// <param name="Effect">Only NoSchedule and NoExecute keep a new pod away.</param>
public readonly record struct Taint(string Key, string Value, TaintEffect Effect)
{
    /// <summary>Whether it keeps a pod away that does not tolerate it.</summary>
    public bool KeepsPodsAway => Effect is TaintEffect.NoSchedule or TaintEffect.NoExecute;
}
