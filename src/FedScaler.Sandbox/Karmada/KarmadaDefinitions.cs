using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Karmada;

/// <summary>
/// The CustomResourceDefinitions of Karmada's kinds: scope, names, subresources, printer columns and defaults of the real ones
/// (charts/karmada/_crds/bases), and schemas that keep every field. Cluster is no custom resource there but served by
/// karmada-aggregated-apiserver; its columns are in pkg/printers/internalversion.
/// </summary>
public static class KarmadaDefinitions
{
    private const string Age = "Age=.metadata.creationTimestamp";
    private const string UpperAge = "AGE=.metadata.creationTimestamp";
    private const string Conflicts = "Conflict-Resolution=.spec.conflictResolution";
    private const string Priority = "#Priority=.spec.priority";
    private const string TargetKind = "REFERENCE-KIND=.spec.scaleTargetRef.kind";
    private const string TargetName = "REFERENCE-NAME=.spec.scaleTargetRef.name";
    private const string Scheduled = """Scheduled=.status.conditions[?(@.type=="Scheduled")].status""";
    private const string FullyApplied = """FullyApplied=.status.conditions[?(@.type=="FullyApplied")].status""";

    /// <summary>The definitions to create in a hub, fresh copies.</summary>
    public static IReadOnlyList<JsonObject> All() =>
    [
        Define(
            KarmadaResources.Clusters, [], true, "Version=.status.kubernetesVersion", "Mode=.spec.syncMode",
            """Ready=.status.conditions[?(@.type=="Ready")].status""", Age, "*APIEndpoint=.spec.apiEndpoint"),
        Define(KarmadaResources.ResourceBindings, ["rb"], true, Scheduled, FullyApplied, Age),
        Define(KarmadaResources.ClusterResourceBindings, ["crb"], true, Scheduled, FullyApplied, Age),
        Define(KarmadaResources.Works, ["wk"], true, """Applied=.status.conditions[?(@.type=="Applied")].status""", Age),
        Define(KarmadaResources.PropagationPolicies, ["pp"], false, Conflicts, Priority, UpperAge),
        Define(KarmadaResources.ClusterPropagationPolicies, ["cpp"], false, Conflicts, Priority, UpperAge),
        Define(KarmadaResources.OverridePolicies, ["op"], false, UpperAge),
        Define(KarmadaResources.ClusterOverridePolicies, ["cop"], false, UpperAge),
        Define(
            KarmadaResources.ResourceInterpreterCustomizations, ["ric"], false,
            "TARGET-API-VERSION=.spec.target.apiVersion", "TARGET-KIND=.spec.target.kind", UpperAge),
        Define(
            KarmadaResources.FederatedHpas, ["fhpa"], true, TargetKind, TargetName,
            "#MINPODS=.spec.minReplicas", "#MAXPODS=.spec.maxReplicas", "#REPLICAS=.status.currentReplicas", UpperAge),
        Define(KarmadaResources.CronFederatedHpas, ["cronfhpa"], true, TargetKind, TargetName, UpperAge),
        Define(KarmadaResources.WorkloadRebalancers, [], true),
    ];

    /// <summary>Creates in a hub what it lacks of them.</summary>
    internal static void Install(SandboxCluster hub)
    {
        foreach (var definition in All())
        {
            if (hub.Store.Get(KnownResources.CustomResourceDefinitions, definition.KeyIn(KnownResources.CustomResourceDefinitions)) is null)
                hub.Store.Create(KnownResources.CustomResourceDefinitions, definition);
        }
    }

    /// <param name="columns">Each <c>NAME=path</c>; with <c>#</c> before it for a number, with <c>*</c> for the wide output alone.</param>
    private static JsonObject Define(ResourceType type, string[] shortNames, bool hasStatus, params string[] columns)
    {
        var version = new JsonObject
        {
            ["name"] = type.Version,
            ["served"] = true,
            ["storage"] = true,
            ["additionalPrinterColumns"] = new JsonArray([.. columns.Select(Column)]),
            ["schema"] = new JsonObject { ["openAPIV3Schema"] = Schema(type) },
            ["subresources"] = hasStatus ? new JsonObject { ["status"] = new JsonObject() } : [],
        };
        return new()
        {
            ["apiVersion"] = KnownResources.CustomResourceDefinitions.ApiVersion,
            ["kind"] = KnownResources.CustomResourceDefinitions.Kind,
            ["metadata"] = new JsonObject { ["name"] = $"{type.Plural}.{type.Group}" },
            ["spec"] = new JsonObject
            {
                ["group"] = type.Group,
                ["scope"] = type.Namespaced ? "Namespaced" : "Cluster",
                ["names"] = new JsonObject
                {
                    ["kind"] = type.Kind,
                    ["listKind"] = type.Kind + "List",
                    ["plural"] = type.Plural,
                    ["singular"] = type.Kind.ToLowerInvariant(),
                    ["shortNames"] = new JsonArray([.. shortNames.Select(static name => JsonValue.Create(name))]),
                    ["categories"] = new JsonArray("karmada-io"),
                },
                ["versions"] = new JsonArray(version),
            },
        };
    }

    private static JsonObject Column(string column)
    {
        var split = column.IndexOf('=', StringComparison.Ordinal);
        var path = column[(split + 1)..];
        var isDate = path == ".metadata.creationTimestamp";
        var made = new JsonObject
        {
            ["name"] = column[..split].TrimStart('#', '*'),
            ["type"] = isDate ? "date" : column[0] == '#' ? "integer" : "string",
            ["jsonPath"] = path,
        };
        if (column[0] == '*') made["priority"] = 1;
        return made;
    }

    private static JsonObject Schema(ResourceType type)
    {
        var spec = Anything();
        if (type == KarmadaResources.PropagationPolicies || type == KarmadaResources.ClusterPropagationPolicies) spec["properties"] = PolicyDefaults();
        return new()
        {
            ["type"] = "object",
            ["required"] = new JsonArray("spec"),
            ["properties"] = new JsonObject { ["spec"] = spec, ["status"] = Anything() },
        };
    }

    /// <summary>What the policies' schema sets where the user says nothing.</summary>
    private static JsonObject PolicyDefaults() => (JsonObject)JsonNode.Parse(
        """
        {
          "conflictResolution": {"type": "string", "enum": ["Abort", "Overwrite"], "default": "Abort"},
          "placement": {
            "type": "object",
            "x-kubernetes-preserve-unknown-fields": true,
            "properties": {
              "replicaScheduling": {
                "type": "object",
                "x-kubernetes-preserve-unknown-fields": true,
                "properties": {"replicaSchedulingType": {"type": "string", "enum": ["Duplicated", "Divided"], "default": "Divided"}}
              }
            }
          },
          "preemption": {"type": "string", "enum": ["Always", "Never"], "default": "Never"},
          "priority": {"type": "integer", "format": "int32", "default": 0},
          "schedulerName": {"type": "string", "default": "default-scheduler"}
        }
        """)!;

    private static JsonObject Anything() => new() { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true };
}
