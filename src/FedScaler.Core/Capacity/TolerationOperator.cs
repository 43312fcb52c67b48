namespace FedScaler.Core.Capacity;

/// <summary>How a toleration compares with a taint. The names are the API's.</summary>
public enum TolerationOperator
{
    /// <summary>The same value; what a toleration without an operator means.</summary>
    Equal,

    /// <summary>Any value.</summary>
    Exists,

    /// <summary>The taint's value is a smaller whole number (KEP-5471).</summary>
    Lt,

    /// <summary>The taint's value is a larger whole number (KEP-5471).</summary>
    Gt,

    /// <summary>One that this version does not know; it tolerates nothing.</summary>
    Unknown,
}
