using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Autoscaling;

/// <summary>The spec of an autoscaling/v2 HorizontalPodAutoscaler.</summary>
internal sealed class HpaSpec
{
    /// <summary>What autoscaling/v2 puts in where no metric is given: cpu at 80%.</summary>
    private static readonly JsonObject DefaultMetric = new()
    {
        ["type"] = "Resource",
        ["resource"] = new JsonObject { ["name"] = "cpu", ["target"] = new JsonObject { ["type"] = "Utilization", ["averageUtilization"] = 80 } },
    };

    public HpaSpec(JsonObject hpa, SimulationSettings settings)
    {
        var spec = hpa.At("spec");
        Key = hpa.Key();
        Target = new(Key.Namespace ?? "", spec.At("scaleTargetRef").Text("kind"), spec.At("scaleTargetRef").Text("name"));
        TargetType = ScaleTarget.TypeOf(spec.At("scaleTargetRef").Text("apiVersion"), Target.Kind);
        MinReplicas = spec.At("minReplicas").Int(1);
        MaxReplicas = spec.At("maxReplicas").Int();
        Metrics = [.. spec.At("metrics").Items()];
        if (Metrics.Count == 0) Metrics = [DefaultMetric];
        HasBehavior = spec.At("behavior") is not null;
        Up = ScalingRules.Up(spec.At("behavior", "scaleUp"), settings);
        Down = ScalingRules.Down(spec.At("behavior", "scaleDown"), settings);
    }

    public ObjectKey Key { get; }

    public WorkloadRef Target { get; }

    /// <summary>Null for a kind that is not simulated.</summary>
    public ResourceType? TargetType { get; }

    public int MinReplicas { get; }

    public int MaxReplicas { get; }

    public IReadOnlyList<JsonNode> Metrics { get; }

    public bool HasBehavior { get; }

    public ScalingRules Up { get; }

    public ScalingRules Down { get; }

    /// <summary>Whether a ratio of usage to target is too near to 1 to act on.</summary>
    public bool IsWithinTolerance(double ratio) => ratio >= 1 - Down.Tolerance && ratio <= 1 + Up.Tolerance;
}
