using System.Text.Json.Nodes;
using FedScaler.Sandbox.Simulation.Load;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Autoscaling;

/// <summary>Works out what each metric of an HPA asks for, with the real controller's reasons where it cannot.</summary>
internal sealed class MetricEvaluator(
    HpaSpec spec, ScaleTarget target, IReadOnlyList<PodView> pods, IMetricsApi metrics, SimulationSettings settings, DateTimeOffset now)
{
    public MetricProposal Evaluate(JsonNode metric)
    {
        var type = metric.Text("type");
        return type switch
        {
            "Resource" => Resource(metric.At("resource")!),
            "Pods" => Pods(metric.At("pods")!),
            "Object" => Object(metric.At("object")!),
            "External" => External(metric.At("external")!),
            _ => Failed("InvalidMetricSourceType", $"unknown metric source type \"{type}\""),
        };
    }

    private MetricProposal Resource(JsonNode source)
    {
        var name = source.Text("name");
        var wanted = source.At("target");
        var kind = wanted.At("averageValue") is null ? "utilization" : "usage";
        var groups = PodGroups.Of(pods, pod => metrics.Usage(pod, name), name == "cpu", settings, now);
        if (Trouble(groups, $"unable to get metrics for resource {name}") is { } trouble)
            return Failed("FailedGetResourceMetric", $"failed to get {name} {kind}: {trouble}");
        if (wanted.At("averageValue") is { } average) return ResourceValue(name, groups, Amount.Milli(average));
        if (pods.FirstOrDefault(pod => pod.Requests[name] == 0) is { } bare)
        {
            var where = $"container {FirstContainer(bare)} of Pod {bare.Key.Name}";
            return Failed("FailedGetResourceMetric", $"failed to get {name} utilization: missing request for {name} in {where}");
        }

        return Utilization(name, groups, wanted.At("averageUtilization").Int());
    }

    private MetricProposal.Found Utilization(string name, PodGroups groups, int percent)
    {
        // As the real one: whole percents, rounded down, before the ratio is taken.
        var utilization = UtilizationOf(name, groups.Counted);
        var result = ReplicaCalculator.FromPods(
            groups,
            target.Replicas,
            spec,
            all => (double)UtilizationOf(name, all) / percent,
            pod => pod.Requests[name] * Math.Max(100, percent) / 100);
        var current = new JsonObject { ["averageUtilization"] = utilization, ["averageValue"] = Amount.Format(result.MeanMilli) };
        return new(result.Replicas, $"{name} resource utilization (percentage of request)", ResourceStatus(name, current));
    }

    private static int UtilizationOf(string name, IReadOnlyList<(PodView Pod, long Value)> pods) =>
        (int)Math.Min(int.MaxValue, pods.Sum(one => one.Value) * 100 / pods.Sum(one => one.Pod.Requests[name]));

    private MetricProposal.Found ResourceValue(string name, PodGroups groups, long wanted)
    {
        var result = FromMean(groups, wanted);
        return new(result.Replicas, $"{name} resource", ResourceStatus(name, new() { ["averageValue"] = Amount.Format(result.MeanMilli) }));
    }

    private ReplicaCalculator.Result FromMean(PodGroups groups, long wanted) =>
        ReplicaCalculator.FromPods(groups, target.Replicas, spec, all => (double)(all.Sum(one => one.Value) / all.Count) / wanted, _ => wanted);

    private MetricProposal Pods(JsonNode source)
    {
        var name = source.At("metric").Text("name");
        var groups = PodGroups.Of(pods, pod => metrics.PodMetric(pod, name), isCpu: false, settings, now);
        if (Trouble(groups, $"unable to get metric {name}") is { } trouble)
            return Failed("FailedGetPodsMetric", $"failed to get pods metric value: {trouble}");
        var result = FromMean(groups, Amount.Milli(source.At("target", "averageValue")));
        var current = new JsonObject { ["averageValue"] = Amount.Format(result.MeanMilli) };
        var status = new JsonObject { ["metric"] = Copy(source, "metric"), ["current"] = current };
        return new MetricProposal.Found(result.Replicas, $"pods metric {name}", new() { ["type"] = "Pods", ["pods"] = status });
    }

    private MetricProposal Object(JsonNode source)
    {
        var name = source.At("metric").Text("name");
        var described = source.At("describedObject");
        var (kind, of) = (described.Text("kind"), described.Text("name"));
        if (metrics.ObjectMetric(spec.Target.Namespace, kind, of, name) is not { } value)
        {
            var trouble = $"unable to get metric {name}: {kind} {spec.Target.Namespace}/{of}: no metrics returned from custom metrics API";
            return Failed("FailedGetObjectMetric", $"failed to get object metric value: {trouble}");
        }

        var (replicas, current) = FromValue(source.At("target"), value);
        var status = new JsonObject
        {
            ["metric"] = Copy(source, "metric"),
            ["describedObject"] = Copy(source, "describedObject"),
            ["current"] = current,
        };
        return new MetricProposal.Found(replicas, $"{kind} metric {name}", new() { ["type"] = "Object", ["object"] = status });
    }

    private MetricProposal External(JsonNode source)
    {
        var name = source.At("metric").Text("name");
        if (metrics.ExternalMetric(spec.Target.Namespace, name) is not { } value)
        {
            var trouble = $"unable to get external metric {spec.Target.Namespace}/{name}: no metrics returned from external metrics API";
            return Failed("FailedGetExternalMetric", $"failed to get {name} external metric value: {trouble}");
        }

        var (replicas, current) = FromValue(source.At("target"), value);
        var status = new JsonObject { ["metric"] = Copy(source, "metric"), ["current"] = current };
        return new MetricProposal.Found(replicas, $"external metric {name}", new() { ["type"] = "External", ["external"] = status });
    }

    /// <summary>Object and external metrics: a plain value, or one to be shared among the replicas.</summary>
    private (int Replicas, JsonObject Current) FromValue(JsonNode? wanted, long value)
    {
        if (wanted.At("averageValue") is not { } average)
        {
            var ready = pods.Count(pod => pod is { Phase: PodPhase.Running, IsReady: true });
            var replicas = ReplicaCalculator.FromValue(value, Amount.Milli(wanted.At("value")), target.Replicas, ready, spec);
            return (replicas, new() { ["value"] = Amount.Format(value) });
        }

        var each = target.Running > 0 ? (long)Math.Ceiling((double)value / target.Running) : 0;
        return (ReplicaCalculator.FromTotal(value, Amount.Milli(average), target.Running, spec), new() { ["averageValue"] = Amount.Format(each) });
    }

    private string? Trouble(PodGroups groups, string what)
    {
        if (pods.Count == 0) return "no pods returned by selector while calculating replica count";
        if (groups.Counted.Count > 0) return null;
        return groups.Missing.Count > 0
            ? $"{what}: no metrics returned from the metrics API"
            : "did not receive metrics for targeted pods (pods might be unready)";
    }

    private static MetricProposal.Failed Failed(string reason, string error) =>
        new(reason, $"the HPA was unable to compute the replica count: {error}");

    private static JsonObject ResourceStatus(string name, JsonObject current) =>
        new() { ["type"] = "Resource", ["resource"] = new JsonObject { ["name"] = name, ["current"] = current } };

    private static string FirstContainer(PodView pod) => pod.Object.At("spec", "containers").Items().FirstOrDefault().Text("name");

    private static JsonNode? Copy(JsonNode source, string name) => source.At(name)?.DeepClone();
}
