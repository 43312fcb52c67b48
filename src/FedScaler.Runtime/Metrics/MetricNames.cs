namespace FedScaler.Runtime.Metrics;

/// <summary>Names that are written down in more than one place.</summary>
public static class MetricNames
{
    /// <summary>The one meter of the service.</summary>
    public const string Meter = "FedScaler";

    /// <summary>Label of what is counted about one API server: a member's name, or hub.</summary>
    public const string Cluster = "cluster";

    internal const string Resource = "resource";
    internal const string Controller = "controller";
}
