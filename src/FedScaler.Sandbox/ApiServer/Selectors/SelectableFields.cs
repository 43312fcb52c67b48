using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.ApiServer.Selectors;

/// <summary>Which fields a kind can be selected by, and where the stored object has them (pkg/apis/*/v1/conversion.go).</summary>
internal static class SelectableFields
{
    private static readonly string[] ReferenceFields = ["kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath"];

    private static readonly Dictionary<string, string> Common = Same("metadata.name", "metadata.namespace");

    private static readonly Dictionary<string, string> Pods = Same(
        "metadata.name",
        "metadata.namespace",
        "spec.nodeName",
        "spec.restartPolicy",
        "spec.schedulerName",
        "spec.serviceAccountName",
        "spec.hostNetwork",
        "status.phase",
        "status.podIP",
        "status.nominatedNodeName");

    /// <summary>Events are stored in the form of events.k8s.io and selected in that of core/v1 too.</summary>
    private static readonly Dictionary<string, string> Events = Involved("involvedObject").Concat(Involved("regarding"))
        .Concat(Same("metadata.name", "metadata.namespace", "reason", "reportingController", "type"))
        .Append(new("reportingComponent", "reportingController"))
        .Append(new("source", "reportingController"))
        .ToDictionary();

    private static readonly Dictionary<string, string> Nodes = Same("metadata.name", "spec.unschedulable");

    private static readonly Dictionary<string, string> Secrets = Same("metadata.name", "metadata.namespace", "type");

    private static readonly Dictionary<string, string> Namespaces = Same("metadata.name", "status.phase");

    private static readonly Dictionary<string, string> ReplicaSets = Same("metadata.name", "metadata.namespace", "status.replicas");

    public static IReadOnlyDictionary<string, string> Of(ResourceType resource) => resource switch
    {
        { Group: "", Plural: "pods" } => Pods,
        { Plural: "events", Group: "" or "events.k8s.io" } => Events,
        { Group: "", Plural: "nodes" } => Nodes,
        { Group: "", Plural: "secrets" } => Secrets,
        { Group: "", Plural: "namespaces" } => Namespaces,
        { Group: "apps", Plural: "replicasets" } => ReplicaSets,
        _ => Common,
    };

    private static Dictionary<string, string> Same(params string[] fields) => fields.ToDictionary(field => field);

    private static Dictionary<string, string> Involved(string prefix) =>
        ReferenceFields.ToDictionary(field => $"{prefix}.{field}", field => $"regarding.{field}");
}
