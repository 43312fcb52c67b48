namespace FedScaler.Core.Capacity;

/// <summary>What a taint does to a pod that does not tolerate it. The names are the API's.</summary>
public enum TaintEffect
{
    /// <summary>One that this version does not know; it keeps nothing away.</summary>
    Unknown,
    NoSchedule,
    PreferNoSchedule,
    NoExecute,
}
