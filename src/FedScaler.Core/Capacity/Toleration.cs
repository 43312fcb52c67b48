namespace FedScaler.Core.Capacity;

/// <summary>One of a pod's spec.tolerations.</summary>
/// <param name="Key">The taint's key; empty matches every key.</param>
/// <param name="Operator">How the values are compared.</param>
/// <param name="Value">The value to compare with; empty when there is none.</param>
/// <param name="Effect">The effect that is tolerated; null for each of them.</param>
public readonly record struct Toleration(string Key, TolerationOperator Operator, string Value = "", TaintEffect? Effect = null)
{
    /// <summary>k8s.io/component-helpers/scheduling/corev1, ToleratesTaint.</summary>
    public bool Tolerates(Taint taint)
    {
        if (Effect is { } effect && effect != taint.Effect)
            return false;
        if (Key.Length > 0 && !string.Equals(Key, taint.Key, StringComparison.Ordinal))
            return false;
        return Operator switch
        {
            TolerationOperator.Equal => string.Equals(Value, taint.Value, StringComparison.Ordinal),
            TolerationOperator.Exists => true,
            TolerationOperator.Lt => TryCompare(taint.Value, out var order) && order < 0,
            TolerationOperator.Gt => TryCompare(taint.Value, out var order) && order > 0,
            _ => false,
        };
    }

    // Both sides must be whole numbers in their plain form; anything else tolerates nothing.
    private bool TryCompare(string taintValue, out int order)
    {
        order = 0;
        if (!WholeNumber.TryParse(taintValue, out var taint) || !WholeNumber.TryParse(Value, out var own))
            return false;
        order = taint.CompareTo(own);
        return true;
    }
}
