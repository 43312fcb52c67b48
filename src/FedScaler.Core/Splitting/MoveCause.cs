namespace FedScaler.Core.Splitting;

/// <summary>What a decision's changes of shares answer to; where several things do, the one that weighs most.</summary>
public enum MoveCause
{
    /// <summary>The spec or the members changed: all was split anew.</summary>
    Resplit,

    /// <summary>A member wanted more than it might have.</summary>
    Demand,

    /// <summary>Pods found no node, and their room went elsewhere.</summary>
    Unschedulable,

    /// <summary>A step toward the ideal.</summary>
    Drift,

    /// <summary>What there is to share became more or less: by a schedule, by a share that was lent or given back.</summary>
    Bounds,
}
