using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Karmada;

/// <summary>The kinds of a Karmada control plane that carry a fleet.</summary>
internal static class KarmadaResources
{
    public static readonly ResourceType Clusters = new("cluster.karmada.io", "v1alpha1", "clusters", "Cluster", Namespaced: false);
    public static readonly ResourceType Works = new("work.karmada.io", "v1alpha1", "works", "Work");

    private const string ExecutionPrefix = "karmada-es-";

    /// <summary>The namespace on the hub that holds a member's Works (GenerateExecutionSpaceName in karmada's pkg/util/names).</summary>
    public static string ExecutionNamespace(string member) => ExecutionPrefix + member;

    /// <summary>The member whose Works a namespace holds; null where it is no such namespace.</summary>
    public static string? MemberOf(string? ns) =>
        ns is not null && ns.StartsWith(ExecutionPrefix, StringComparison.Ordinal) ? ns[ExecutionPrefix.Length..] : null;
}
