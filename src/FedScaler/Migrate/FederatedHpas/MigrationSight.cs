using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Migrate.ControlPlane;

namespace FedScaler.Migrate.FederatedHpas;

/// <summary>All that is known of one application on the control plane, read at one time; immutable.</summary>
internal sealed record MigrationSight(ObjectKey Key)
{
    public JsonObject? FederatedHpa { get; init; }

    public JsonObject? FedHpa { get; init; }

    /// <summary>What a FedHPA notes of the FederatedHPA that it came from; null where it notes nothing.</summary>
    public MoveRecord? Record => FedHpa is null ? null : MoveRecord.Of(FedHpa);

    /// <summary>The FedHPA that the FederatedHPA comes to, and what is to be said of it; null where there is no FederatedHPA.</summary>
    public Translated? Draft => FederatedHpa is { } from ? FedHpaDraft.Of(from, Policy, Clusters) : null;

    /// <summary>The autoscaler's spec.scaleTargetRef: that of whichever is there.</summary>
    public JsonObject? Target => (FederatedHpa ?? FedHpa)?["spec"]?["scaleTargetRef"] as JsonObject;

    /// <summary>The kind of the target as it is served; null where it is not.</summary>
    public ResourceType? TargetType { get; init; }

    /// <summary>The workload on the control plane.</summary>
    public JsonObject? Template { get; init; }

    public JsonObject? Binding { get; init; }

    public JsonObject? Policy { get; init; }

    public ResourceType PolicyType { get; init; } = KarmadaResources.PropagationPolicies;

    /// <summary>All policies of that kind, in the namespace where it is namespaced.</summary>
    public IReadOnlyList<JsonObject> Policies { get; init; } = [];

    /// <summary>The namespace's own policies, where it is a ClusterPropagationPolicy that has the workload.</summary>
    public IReadOnlyList<JsonObject> NamespacePolicies { get; init; } = [];

    /// <summary>Names of the Clusters; only read where the policy weighs them, and the FedHPA is yet to be made.</summary>
    public IReadOnlyList<string> Clusters { get; init; } = [];

    /// <summary>Works whose manifest is an HPA of this FedHPA.</summary>
    public IReadOnlyList<JsonObject> ShareWorks { get; init; } = [];

    /// <summary>Works that carry the workload itself.</summary>
    public IReadOnlyList<JsonObject> WorkloadWorks { get; init; } = [];

    /// <summary>Other autoscalers in the namespace: FederatedHPAs, CronFederatedHPAs, HPAs of the control plane, FedHPAs.</summary>
    public IReadOnlyList<JsonObject> Others { get; init; } = [];

    /// <summary>Kinds whose replicas an interpreter keeps, as apiVersion/kind.</summary>
    public IReadOnlySet<string> Retained { get; init; } = new HashSet<string>();

    public string Workload => Target is { } target ? $"{target["kind"].Text()} {Key.Namespace}/{target["name"].Text()}" : $"the target of {Key}";
}
