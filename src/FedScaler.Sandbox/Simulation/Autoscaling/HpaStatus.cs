using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Autoscaling;

/// <summary>The next status of an HPA, built on the one it has, and written only when it differs.</summary>
internal sealed class HpaStatus(JsonObject hpa, DateTimeOffset now)
{
    private readonly JsonObject _status = (JsonObject?)hpa["status"]?.DeepClone() ?? [];

    public bool HasChanged => !JsonNode.DeepEquals(hpa["status"], _status);

    public void Set(string type, bool holds, string reason, string message) =>
        Conditions.Set(_status, type, holds ? "True" : "False", reason, message, now);

    /// <param name="metrics">Null: the metrics were not looked at, and status shows none.</param>
    public void SetScale(int current, int desired, JsonArray? metrics, bool rescaled)
    {
        _status.Put("currentReplicas", current);
        _status.Put("desiredReplicas", desired);
        _status.Put("currentMetrics", metrics is { Count: > 0 } ? metrics : null);
        if (rescaled) _status["lastScaleTime"] = now.Stamp();
        Observe();
    }

    /// <summary>The metrics told nothing: what was desired before stands.</summary>
    public void KeepScale(int current)
    {
        _status.Put("currentReplicas", current);
        _status.Put("desiredReplicas", _status["desiredReplicas"].Int());
        Observe();
    }

    public void Write(SimulationContext context, ObjectKey key) =>
        context.Update(KnownResources.HorizontalPodAutoscalers, key, value =>
        {
            if (value.Uid() != hpa.Uid()) return false;
            value["status"] = _status;
            return true;
        });

    private void Observe()
    {
        if (hpa.At("metadata", "generation").Number() is { } generation) _status.Put("observedGeneration", generation);
    }
}
