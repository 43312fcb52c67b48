using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Api.Validation;

namespace FedScaler.Plan;

/// <summary>A FedHPA's spec and the clusters to plan for, read and checked.</summary>
internal sealed record PlanRequest(FedHpaSpec Spec, IReadOnlyList<PlanCluster> Clusters)
{
    /// <summary>Reads <c>{"spec": …, "clusters": […]}</c>.</summary>
    public static StrictResult<PlanRequest> Read(JsonNode? node)
    {
        if (node is not JsonObject request) return Refuse("", "must be an object with spec and clusters");
        foreach (var (name, _) in request)
            if (name is not ("spec" or "clusters")) return Refuse(name, "is not a field of a plan: spec and clusters are");
        if (request["spec"] is not { } spec) return Refuse("spec", "is required: the spec of a FedHPA");
        var clusters = ReadClusters(request["clusters"]);
        if (clusters.Value is null) return new StrictResult<PlanRequest>(null, clusters.Errors);
        return ReadSpec(spec) is var read && read.Value is { } value
            ? new StrictResult<PlanRequest>(new PlanRequest(value, clusters.Value), [])
            : new StrictResult<PlanRequest>(null, read.Errors);
    }

    /// <summary>Reads the clusters of a fleet, by name.</summary>
    public static StrictResult<IReadOnlyList<PlanCluster>> ReadClusters(JsonNode? node)
    {
        if (node is not JsonArray array) return RefuseClusters("clusters", "is required: a list of clusters, each with a name");
        var clusters = new List<PlanCluster>(array.Count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < array.Count; i++)
        {
            var path = $"clusters[{i}]";
            PlanCluster? cluster;
            try
            {
                cluster = array[i].Deserialize(PlanJson.Default.PlanCluster);
            }
            catch (JsonException malformed)
            {
                return RefuseClusters(path + malformed.Path?.TrimStart('$'), "is unknown, or not of the type that belongs there");
            }

            if (Check(cluster, path) is { } error) return new StrictResult<IReadOnlyList<PlanCluster>>(null, [error]);
            if (!names.Add(cluster!.Name!)) return RefuseClusters($"{path}.name", $"{cluster.Name} is there twice");
            clusters.Add(cluster);
        }

        return new StrictResult<IReadOnlyList<PlanCluster>>(clusters, []);
    }

    private static StrictResult<FedHpaSpec> ReadSpec(JsonNode node)
    {
        // What is scaled does not matter to a plan: a spec without a target is planned all the same.
        var spec = node.DeepClone();
        if (spec is JsonObject fields && !fields.ContainsKey("scaleTargetRef"))
            fields["scaleTargetRef"] = new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["name"] = "any" };
        var read = StrictReader.Read(spec, ApiJson.Default.FedHpaSpec, "spec");
        if (read.Value is null) return read;
        var errors = FedHpaValidator.Validate(read.Value);
        return errors.Count == 0 ? read : new StrictResult<FedHpaSpec>(null, errors);
    }

    private static FieldError? Check(PlanCluster? cluster, string path)
    {
        if (cluster is null || string.IsNullOrEmpty(cluster.Name)) return new FieldError($"{path}.name", "is required: the name of the cluster");
        foreach (var (name, count) in ((string, int?)[])
            [("runs", cluster.Runs), ("wants", cluster.Wants), ("ready", cluster.Ready), ("unschedulable", cluster.Unschedulable), ("fit", cluster.Fit),
             ("minReplicas", cluster.MinReplicas), ("maxReplicas", cluster.MaxReplicas)])
        {
            if (count < 0) return new FieldError($"{path}.{name}", $"{count} is negative: replicas are counted from 0");
        }

        if (cluster.MinReplicas is null != cluster.MaxReplicas is null)
            return new FieldError($"{path}.{(cluster.MinReplicas is null ? "minReplicas" : "maxReplicas")}", "a share has both minReplicas and maxReplicas: give both, or neither");
        return cluster.MinReplicas > cluster.MaxReplicas ? new FieldError($"{path}.minReplicas", "must not be above maxReplicas") : null;
    }

    private static StrictResult<PlanRequest> Refuse(string field, string message) => new(null, [new FieldError(field, message)]);

    private static StrictResult<IReadOnlyList<PlanCluster>> RefuseClusters(string field, string message) => new(null, [new FieldError(field, message)]);
}
