using FedScaler.Kube.Karmada;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

/// <summary>What we write on a binding and on a template, and the name by which policies call us.</summary>
public static class BindingMarks
{
    /// <summary>What a policy names in spec.schedulerName so that FedScaler schedules.</summary>
    public const string Scheduler = "fedscaler";

    /// <summary>On the binding: our status as JSON. Karmada's CRD would prune it from the status; its detector merges annotations, and ours stay.</summary>
    public const string Status = "fedscaler.io/status";

    /// <summary>On the template: the user's count, and the one that was written in its place.</summary>
    public const string Count = "fedscaler.io/user-replicas";

    /// <summary>On the binding: the user's count as it moved with what members run, until the template says so, too.</summary>
    public const string Moved = "fedscaler.io/moved-replicas";

    /// <summary>On the template: what <see cref="KarmadaKeys.RetainReplicas"/> was before we set it; empty where it was not there.</summary>
    public const string Retained = "fedscaler.io/retain-replicas";
}
