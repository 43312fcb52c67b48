namespace FedScaler.Kube.Karmada;

/// <summary>The labels, annotations and finalizers by which Karmada's controllers know each other's objects (pkg/util/constants.go, pkg/apis/*/well_known_constants.go).</summary>
public static class KarmadaKeys
{
    /// <summary>Label of whatever Karmada keeps as it is (ManagedByKarmadaLabel).</summary>
    public const string Managed = "karmada.io/managed";
    public const string System = "karmada.io/system";

    public const string ClusterFinalizer = "karmada.io/cluster-controller";
    public const string BindingFinalizer = "karmada.io/binding-controller";
    public const string ClusterBindingFinalizer = "karmada.io/cluster-resource-binding-controller";

    /// <summary>Karmada deletes a Work's objects before it lets the Work go.</summary>
    public const string ExecutionFinalizer = "karmada.io/execution-controller";

    public const string PolicyId = "propagationpolicy.karmada.io/permanent-id";
    public const string PolicyNamespace = "propagationpolicy.karmada.io/namespace";
    public const string PolicyName = "propagationpolicy.karmada.io/name";
    public const string ClusterPolicyId = "clusterpropagationpolicy.karmada.io/permanent-id";
    public const string ClusterPolicyName = "clusterpropagationpolicy.karmada.io/name";

    /// <summary>
    /// On the binding: the placement that Karmada's own scheduler divided by; while it is that of the policy, and the counts add up, it
    /// divides nothing anew. The descheduler takes a binding that has it for its own and shrinks its clusters, whatever scheduler the
    /// policy names (pkg/descheduler/core/filter.go).
    /// </summary>
    public const string AppliedPlacement = "policy.karmada.io/applied-placement";

    public const string BindingId = "resourcebinding.karmada.io/permanent-id";
    public const string BindingNamespace = "resourcebinding.karmada.io/namespace";
    public const string BindingName = "resourcebinding.karmada.io/name";
    public const string ClusterBindingId = "clusterresourcebinding.karmada.io/permanent-id";
    public const string ClusterBindingName = "clusterresourcebinding.karmada.io/name";

    public const string WorkId = "work.karmada.io/permanent-id";
    /// <summary>Annotations of a manifest that name its Work.</summary>
    public const string WorkNamespace = "work.karmada.io/namespace";
    /// <inheritdoc cref="WorkNamespace"/>
    public const string WorkName = "work.karmada.io/name";

    /// <summary>Annotation of a manifest: what becomes of an object that is there already and not Karmada's (ResourceConflictResolutionAnnotation).</summary>
    public const string ConflictResolution = "work.karmada.io/conflict-resolution";

    /// <summary>Value of <see cref="ConflictResolution"/>: it is taken over.</summary>
    public const string Overwrite = "overwrite";

    public const string TemplateUid = "resourcetemplate.karmada.io/uid";
    public const string TemplateGeneration = "resourcetemplate.karmada.io/generation";
    public const string ManagedAnnotations = "resourcetemplate.karmada.io/managed-annotations";
    public const string ManagedLabels = "resourcetemplate.karmada.io/managed-labels";

    /// <summary>Label of a template: members keep the count that runs there. Honoured for Deployments; other kinds need an interpreter.</summary>
    public const string RetainReplicas = "resourcetemplate.karmada.io/retain-replicas";

    public const string SkipNamespace = "namespace.karmada.io/skip-auto-propagation";

    /// <summary>Karmada's own scheduler, as policies name it where they name none.</summary>
    public const string DefaultScheduler = "default-scheduler";

    /// <summary>Field manager of what Karmada's controllers write, on the hub and in members.</summary>
    public const string ControllerManager = "karmada-controller-manager";

    /// <summary>Where Karmada keeps the Secrets of its members, and the account that it impersonates by.</summary>
    public const string ClusterNamespace = "karmada-cluster";

    private const string ExecutionPrefix = "karmada-es-";

    /// <summary>The namespace on the hub that holds a member's Works.</summary>
    public static string ExecutionNamespace(string cluster) => ExecutionPrefix + cluster;

    /// <summary>The member whose Works a namespace holds; null when it is no such namespace.</summary>
    public static string? ClusterOf(string? ns) =>
        ns is not null && ns.StartsWith(ExecutionPrefix, StringComparison.Ordinal) ? ns[ExecutionPrefix.Length..] : null;

#pragma warning disable CA1308 // Kubernetes names are lower case
    /// <summary>The name of a template's binding (GenerateBindingName in pkg/util/names). Names of roles may have colons, which those of custom resources may not.</summary>
    public static string BindingNameOf(string kind, string name) => $"{name.Replace(':', '.')}-{kind}".ToLowerInvariant();
#pragma warning restore CA1308

    /// <summary>Whether Karmada keeps a namespace of the hub to itself.</summary>
    public static bool IsReserved(string ns) => ns is "karmada-system" or ClusterNamespace || ClusterOf(ns) is not null;
}
