using FedScaler.Hosting.Federations;

namespace FedScaler.Plan;

/// <summary>For which fleet is planned, and for which FedHPA of it.</summary>
/// <param name="Kubeconfig">The hub's.</param>
/// <param name="Namespace">The service's, in which the members' Secrets are.</param>
/// <param name="Name">Which FedHPA of the hub, as <c>namespace/name</c>; null where <paramref name="File"/> says it.</param>
/// <param name="File">A FedHPA as it is to become; null to plan for the one that the hub holds.</param>
internal sealed record LivePlanOptions(string Kubeconfig, string? Context, string Namespace, bool AllowLoopbackMembers, string? Name, string? File)
{
    /// <summary>Null: what the hub serves decides.</summary>
    public FederationKind? Federation { get; init; }

    /// <summary>The ConfigMap in that namespace that is the service's brake.</summary>
    public string Brake { get; init; } = "fedscaler";

    /// <summary>How long members are waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);
}
