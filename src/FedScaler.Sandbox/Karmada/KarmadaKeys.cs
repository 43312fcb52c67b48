namespace FedScaler.Sandbox.Karmada;

/// <summary>The labels, annotations and finalizers by which Karmada's controllers know each other's objects (pkg/util/constants.go, pkg/apis/*/well_known_constants.go).</summary>
internal static class KarmadaKeys
{
    public const string Managed = "karmada.io/managed";
    public const string System = "karmada.io/system";

    public const string ClusterFinalizer = "karmada.io/cluster-controller";
    public const string BindingFinalizer = "karmada.io/binding-controller";
    public const string ClusterBindingFinalizer = "karmada.io/cluster-resource-binding-controller";
    public const string ExecutionFinalizer = "karmada.io/execution-controller";

    public const string PolicyId = "propagationpolicy.karmada.io/permanent-id";
    public const string PolicyNamespace = "propagationpolicy.karmada.io/namespace";
    public const string PolicyName = "propagationpolicy.karmada.io/name";
    public const string ClusterPolicyId = "clusterpropagationpolicy.karmada.io/permanent-id";
    public const string ClusterPolicyName = "clusterpropagationpolicy.karmada.io/name";
    public const string AppliedPlacement = "policy.karmada.io/applied-placement";

    public const string BindingId = "resourcebinding.karmada.io/permanent-id";
    public const string BindingNamespace = "resourcebinding.karmada.io/namespace";
    public const string BindingName = "resourcebinding.karmada.io/name";
    public const string ClusterBindingId = "clusterresourcebinding.karmada.io/permanent-id";
    public const string ClusterBindingName = "clusterresourcebinding.karmada.io/name";

    public const string WorkId = "work.karmada.io/permanent-id";
    public const string WorkNamespace = "work.karmada.io/namespace";
    public const string WorkName = "work.karmada.io/name";
    public const string ConflictResolution = "work.karmada.io/conflict-resolution";

    public const string TemplateUid = "resourcetemplate.karmada.io/uid";
    public const string TemplateGeneration = "resourcetemplate.karmada.io/generation";
    public const string ManagedAnnotations = "resourcetemplate.karmada.io/managed-annotations";
    public const string ManagedLabels = "resourcetemplate.karmada.io/managed-labels";
    public const string RetainReplicas = "resourcetemplate.karmada.io/retain-replicas";

    public const string SkipNamespace = "namespace.karmada.io/skip-auto-propagation";

    /// <summary>Where Karmada keeps the Secrets of its members, and the account that it impersonates by.</summary>
    public const string ClusterNamespace = "karmada-cluster";

    private const string ExecutionPrefix = "karmada-es-";

    /// <summary>The namespace on the hub that holds a member's Works.</summary>
    public static string ExecutionNamespace(string cluster) => ExecutionPrefix + cluster;

    /// <summary>The member whose Works a namespace holds; null when it is no such namespace.</summary>
    public static string? ClusterOf(string? ns) =>
        ns is not null && ns.StartsWith(ExecutionPrefix, StringComparison.Ordinal) ? ns[ExecutionPrefix.Length..] : null;

    /// <summary>Whether Karmada keeps a namespace of the hub to itself.</summary>
    public static bool IsReserved(string ns) => ns is "karmada-system" or ClusterNamespace || ClusterOf(ns) is not null;
}
