using System.Text.Json.Nodes;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Autoscaling;

/// <summary>
/// The next status of an HPA, gathered during a sync and written only when it differs from the one there is. The object is
/// copied only then: most syncs change nothing.
/// </summary>
internal sealed class HpaStatus(JsonObject hpa, DateTimeOffset now)
{
    private readonly List<(string Type, string Status, string Reason, string Message)> _conditions = new(3);
    private (int Current, int Desired, JsonArray? Metrics)? _scale;
    private bool _rescaled;

    public void Set(string type, bool holds, string reason, string message)
    {
        var condition = (type, holds ? "True" : "False", reason, message);
        var there = _conditions.FindIndex(one => one.Type == type);
        if (there < 0) _conditions.Add(condition);
        else _conditions[there] = condition;
    }

    /// <param name="metrics">Null: the metrics were not looked at, and status shows none.</param>
    public void SetScale(int current, int desired, JsonArray? metrics, bool rescaled)
    {
        _scale = (current, desired, metrics is { Count: > 0 } ? metrics : null);
        _rescaled = rescaled;
    }

    /// <summary>The metrics told nothing: what was desired and seen before stands.</summary>
    public void KeepScale(int current) =>
        _scale = (current, hpa.At("status", "desiredReplicas").Int(), (JsonArray?)hpa.At("status", "currentMetrics")?.DeepClone());

    /// <param name="update">Changes the stored object.</param>
    public void WriteIfChanged(Action<Func<JsonObject, bool>> update)
    {
        if (!HasChanged()) return;
        update(value =>
        {
            if (value.Uid() != hpa.Uid()) return false;
            Apply(value.Ensure("status"));
            return true;
        });
    }

    private bool HasChanged()
    {
        var status = hpa["status"];
        if (_rescaled || _conditions.Exists(wanted => !Holds(status, wanted))) return true;
        if (_scale is not { } scale) return false;
        return status.At("currentReplicas").Number() != scale.Current
            || status.At("desiredReplicas").Number() != scale.Desired
            || !JsonNode.DeepEquals(status.At("currentMetrics"), scale.Metrics)
            || status.At("observedGeneration").Number() != Generation();
    }

    private static bool Holds(JsonNode? status, (string Type, string Status, string Reason, string Message) wanted) =>
        Conditions.Find(status, wanted.Type) is { } there
        && there.Text("status") == wanted.Status && there.Text("reason") == wanted.Reason && there.Text("message") == wanted.Message;

    private void Apply(JsonObject status)
    {
        foreach (var (type, value, reason, message) in _conditions) Conditions.Set(status, type, value, reason, message, now);
        if (_scale is not { } scale) return;
        status.Put("currentReplicas", scale.Current);
        status.Put("desiredReplicas", scale.Desired);
        status.Put("currentMetrics", scale.Metrics);
        status.Put("observedGeneration", Generation());
        if (_rescaled) status["lastScaleTime"] = now.Stamp();
    }

    /// <summary>Null where the API server counts no generation of HPAs.</summary>
    private long? Generation() => hpa.At("metadata", "generation").Number();
}
