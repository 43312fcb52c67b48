namespace FedScaler.Core.Splitting;

/// <summary>Which members keep a share when little is asked for.</summary>
public enum SpreadPolicy
{
    /// <summary>Every eligible member keeps at least 1.</summary>
    Always,

    /// <summary>Members that the minimum does not need are parked: no HPA, 0 replicas.</summary>
    WhenNeeded,
}
