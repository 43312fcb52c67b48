using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Kube.Client;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Migrate.ControlPlane;

namespace FedScaler.Migrate.FederatedHpas;

/// <summary>Reads what there is of one application.</summary>
internal sealed class SightReader(IKubeClient hub, ObjectKey key)
{
    private readonly ControlPlaneReader _reader = new(hub);

    public async Task<MigrationSight> ReadAsync(CancellationToken cancellationToken)
    {
        var ns = key.Namespace;
        var sight = new MigrationSight(key)
        {
            FederatedHpa = await _reader.FindAsync(KarmadaResources.FederatedHpas, ns, key.Name, cancellationToken),
            FedHpa = await _reader.FindAsync(ApiResources.FedHpas, ns, key.Name, cancellationToken),
        };
        if (sight.Target is not { } target) return sight;
        var type = await _reader.ResolveAsync(target["apiVersion"].Text() ?? "", target["kind"].Text() ?? "", cancellationToken);
        var name = target["name"].Text() ?? "";
        var template = type is null ? null : await _reader.FindAsync(type, ns, name, cancellationToken);
        var binding = await _reader.FindAsync(KarmadaResources.ResourceBindings, ns, KarmadaKeys.BindingNameOf(target["kind"].Text() ?? "", name), cancellationToken);
        var (policyType, policy) = await FindPolicyAsync(binding, cancellationToken);
        var works = await WorksAsync(binding, sight.FedHpa, cancellationToken);
        return sight with
        {
            TargetType = type,
            Template = template,
            Binding = binding,
            PolicyType = policyType,
            Clusters = sight.FedHpa is null && FedHpaDraft.WeightsOf(policy) is not null
                ? [.. (await _reader.ListAsync(KarmadaResources.Clusters, null, cancellationToken)).Select(static cluster => cluster.Name()).Order(StringComparer.Ordinal)]
                : [],
            Policy = policy,
            Policies = await _reader.ListAsync(policyType, policyType.Namespaced ? ns : null, cancellationToken),
            NamespacePolicies = policyType.Namespaced ? [] : await _reader.ListAsync(KarmadaResources.PropagationPolicies, ns, cancellationToken),
            ShareWorks = [.. works.Where(work => Manifests(work).Any(one => one.Annotation(HpaMarks.Owner) == $"{ns}/{key.Name}"))],
            WorkloadWorks = [.. works.Where(work => Manifests(work).Any(one => one["kind"].Text() == target["kind"].Text() && one.Name() == name && one.Namespace() == ns))],
            Others = await OthersAsync(cancellationToken),
            Retained = await RetainedAsync(cancellationToken),
        };
    }

    public static IEnumerable<JsonNode> Manifests(JsonNode work) => work["spec"]?["workload"]?["manifests"].Items() ?? [];

    private async Task<(ResourceType Type, JsonObject? Policy)> FindPolicyAsync(JsonObject? binding, CancellationToken cancellationToken)
    {
        if (binding?.Annotation(KarmadaKeys.PolicyName) is { } name)
            return (KarmadaResources.PropagationPolicies, await _reader.FindAsync(KarmadaResources.PropagationPolicies, binding.Annotation(KarmadaKeys.PolicyNamespace) ?? key.Namespace, name, cancellationToken));
        if (binding?.Annotation(KarmadaKeys.ClusterPolicyName) is { } clusterWide)
            return (KarmadaResources.ClusterPropagationPolicies, await _reader.FindAsync(KarmadaResources.ClusterPropagationPolicies, null, clusterWide, cancellationToken));
        return (KarmadaResources.PropagationPolicies, null);
    }

    /// <summary>Of the clusters that run the workload, and of those that have a share of it.</summary>
    private async Task<List<JsonObject>> WorksAsync(JsonObject? binding, JsonObject? fedHpa, CancellationToken cancellationToken)
    {
        var works = new List<JsonObject>();
        var clusters = (binding?["spec"]?["clusters"].Items() ?? []).Concat(fedHpa?["status"]?["clusters"].Items() ?? []).Select(static one => one["name"].Text()).OfType<string>();
        foreach (var cluster in clusters.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) works.AddRange(await _reader.WorksOfAsync(cluster, cancellationToken));
        return works;
    }

    private async Task<IReadOnlyList<JsonObject>> OthersAsync(CancellationToken cancellationToken)
    {
        var others = new List<JsonObject>();
        foreach (var type in (ResourceType[])[KarmadaResources.FederatedHpas, KarmadaResources.CronFederatedHpas, KnownResources.HorizontalPodAutoscalers, ApiResources.FedHpas])
            others.AddRange((await _reader.ListAsync(type, key.Namespace, cancellationToken)).Where(one => !IsOurs(one)));
        return others;

        bool IsOurs(JsonObject one) => one.Name() == key.Name && one["kind"].Text() is ("FederatedHPA" or "FedHPA");
    }

    private async Task<IReadOnlySet<string>> RetainedAsync(CancellationToken cancellationToken) =>
        (await _reader.ListAsync(KarmadaResources.ResourceInterpreterCustomizations, null, cancellationToken))
            .Where(static one => one["spec"]?["customizations"]?["retention"] is not null)
            .Select(static one => $"{one["spec"]!["target"]?["apiVersion"].Text()}/{one["spec"]!["target"]?["kind"].Text()}")
            .ToHashSet(StringComparer.Ordinal);
}
