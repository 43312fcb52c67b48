namespace FedScaler.Runtime.Health;

/// <summary>What a failing check means.</summary>
public enum HealthKind
{
    /// <summary>The process is beyond help: restart it.</summary>
    Liveness,

    /// <summary>Not able to do its work now, and may come to be again.</summary>
    Readiness,
}
