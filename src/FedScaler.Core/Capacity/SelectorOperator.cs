namespace FedScaler.Core.Capacity;

/// <summary>How a node selector requirement compares. The names are the API's.</summary>
public enum SelectorOperator
{
    /// <summary>One that this version does not know; it matches nothing.</summary>
    Unknown,
    In,
    NotIn,
    Exists,
    DoesNotExist,
    Gt,
    Lt,
}
