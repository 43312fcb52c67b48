namespace FedScaler.Migrate.ControlPlane;

/// <summary>Labels and annotations of Karmada's, and the names of its schedulers (pkg/apis and pkg/util of karmada).</summary>
internal static class KarmadaMarks
{
    /// <summary>Label of a template: members keep the count that runs there. Honoured for Deployments; other kinds need an interpreter.</summary>
    public const string RetainReplicas = "resourcetemplate.karmada.io/retain-replicas";

    /// <summary>Our annotation of a template: what that label was before it was ours; empty where it was not there (Controllers, BindingMarks).</summary>
    public const string RetainedFrom = "fedscaler.io/retain-replicas";

    /// <summary>Our annotation of a template: the user's count while the members lead.</summary>
    public const string UserReplicas = "fedscaler.io/user-replicas";

    /// <summary>Annotation of a binding: the placement that Karmada's scheduler divided by. While it is that of the policy, and the counts add up, it divides nothing anew.</summary>
    public const string AppliedPlacement = "policy.karmada.io/applied-placement";

    public const string PolicyNamespace = "propagationpolicy.karmada.io/namespace";
    public const string PolicyName = "propagationpolicy.karmada.io/name";
    public const string ClusterPolicyName = "clusterpropagationpolicy.karmada.io/name";

    public const string DefaultScheduler = "default-scheduler";
    public const string OurScheduler = "fedscaler";

    /// <summary>Our annotation of an HPA: namespace/name of its FedHPA.</summary>
    public const string Owner = "fedscaler.io/owner";
}
