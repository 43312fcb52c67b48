namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

/// <summary>Names by which FedScaler and Karmada tell each other things on a binding and on a template.</summary>
internal static class BindingMarks
{
    /// <summary>What a policy names in spec.schedulerName so that FedScaler schedules.</summary>
    public const string Scheduler = "fedscaler";

    /// <summary>On the binding: our status as JSON. Karmada's CRD would prune it from the status; its detector merges annotations, and ours stay.</summary>
    public const string Status = "fedscaler.io/status";

    /// <summary>On the template: the user's count, and the one that was written in its place.</summary>
    public const string Count = "fedscaler.io/user-replicas";

    /// <summary>On the binding: the user's count as it moved with what members run, until the template says so, too.</summary>
    public const string Moved = "fedscaler.io/moved-replicas";

    /// <summary>On the template: what <see cref="RetainLabel"/> was before we set it; empty where it was not there.</summary>
    public const string Retained = "fedscaler.io/retain-replicas";

    /// <summary>On the template: members keep their own counts (karmada's pkg/util/constants.go, RetainReplicasLabel).</summary>
    public const string RetainLabel = "resourcetemplate.karmada.io/retain-replicas";

    /// <summary>
    /// On the binding: what Karmada's own scheduler scheduled by. The descheduler takes a binding that has it for its own and
    /// shrinks its clusters, whatever scheduler the policy names (karmada's pkg/descheduler/core/filter.go).
    /// </summary>
    public const string AppliedPlacement = "policy.karmada.io/applied-placement";

    public const string PolicyId = "propagationpolicy.karmada.io/permanent-id";
    public const string ClusterPolicyId = "clusterpropagationpolicy.karmada.io/permanent-id";
    public const string PolicyNamespace = "propagationpolicy.karmada.io/namespace";
    public const string PolicyName = "propagationpolicy.karmada.io/name";
    public const string ClusterPolicyName = "clusterpropagationpolicy.karmada.io/name";
}
