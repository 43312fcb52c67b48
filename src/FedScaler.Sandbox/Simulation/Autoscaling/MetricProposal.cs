using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.Simulation.Autoscaling;

/// <summary>What one metric of the spec came to.</summary>
internal abstract record MetricProposal
{
    /// <param name="Name">As the condition and the rescale event name the metric.</param>
    /// <param name="Status">Its entry in status.currentMetrics.</param>
    public sealed record Found(int Replicas, string Name, JsonObject Status) : MetricProposal;

    public sealed record Failed(string Reason, string Message) : MetricProposal;
}
