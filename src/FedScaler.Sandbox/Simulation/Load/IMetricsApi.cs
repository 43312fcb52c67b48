using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Load;

/// <summary>The metrics APIs that an autoscaler asks. All values in thousandths; null where there is none.</summary>
internal interface IMetricsApi
{
    /// <summary>metrics.k8s.io: usage of a resource by a pod.</summary>
    long? Usage(PodView pod, string resource);

    /// <summary>custom.metrics.k8s.io: a metric of a pod.</summary>
    long? PodMetric(PodView pod, string metric);

    /// <summary>custom.metrics.k8s.io: a metric of any other object.</summary>
    long? ObjectMetric(string ns, string kind, string name, string metric);

    /// <summary>external.metrics.k8s.io.</summary>
    long? ExternalMetric(string ns, string metric);
}
