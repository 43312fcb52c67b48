namespace FedScaler.Sandbox.Simulation.Load;

/// <summary>What requests cost a pod.</summary>
/// <param name="Capacity">Requests per second that one pod serves at most.</param>
/// <param name="MilliCpuPerRequest">Milli-cpu that a served request per second takes.</param>
/// <param name="IdleMilliCpu">Milli-cpu of a ready pod without requests.</param>
/// <param name="RequestsMetric">Name of the pod metric (Pods type in an HPA) that tells served requests per second.</param>
public sealed record PodLoadProfile(
    double Capacity, double MilliCpuPerRequest, long IdleMilliCpu = 0, string RequestsMetric = "http_requests_per_second");
