using System.Text.Json.Nodes;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Kinds;

/// <summary>Defaults of the workload kinds (pkg/apis/apps/v1/defaults.go).</summary>
internal static class WorkloadDefaults
{
    public static void Deployment(JsonObject value)
    {
        var spec = Common(value, historyLimit: 10);
        var strategy = spec.Child("strategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            var rolling = strategy.Child("rollingUpdate");
            rolling.Default("maxUnavailable", "25%");
            rolling.Default("maxSurge", "25%");
        }

        spec.Default("progressDeadlineSeconds", 600);
        value.Child("status");
    }

    public static void ReplicaSet(JsonObject value)
    {
        Common(value, historyLimit: null);
        value.Child("status").Default("replicas", 0);
    }

    public static void StatefulSet(JsonObject value)
    {
        var spec = Common(value, historyLimit: 10);
        spec.Default("podManagementPolicy", "OrderedReady");
        var strategy = spec.Child("updateStrategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate") strategy.Child("rollingUpdate").Default("partition", 0);
        var retention = spec.Child("persistentVolumeClaimRetentionPolicy");
        retention.Default("whenDeleted", "Retain");
        retention.Default("whenScaled", "Retain");
        value.Child("status").Default("replicas", 0);
        value.Child("status").Default("availableReplicas", 0);
    }

    private static JsonObject Common(JsonObject value, int? historyLimit)
    {
        var spec = value.Child("spec");
        spec.Default("replicas", 1);
        if (historyLimit is { } limit) spec.Default("revisionHistoryLimit", limit);
        PodDefaults.Template(spec.Child("template"));
        return spec;
    }
}
