namespace FedScaler.Core.Splitting;

/// <summary>What the weights are by which room is shared out once everybody has what runs there.</summary>
public enum SplitStrategy
{
    /// <summary>In proportion to the replicas that a member's free capacity still takes.</summary>
    FreeCapacity,

    /// <summary>In proportion to the user's weights.</summary>
    Weighted,

    /// <summary>The lowest number first, filled before the next one gets any.</summary>
    Priority,
}
