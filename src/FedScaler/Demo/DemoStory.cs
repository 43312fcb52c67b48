using System.Text.Json.Nodes;
using FedScaler.Api.Common;
using FedScaler.Api.ScaleIns;
using FedScaler.Demo.Removal;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation;
using FedScaler.Sandbox.Simulation.Load;

namespace FedScaler.Demo;

/// <summary>What the demo plays: the application, its FedHPA, its load and what goes wrong.</summary>
internal static class DemoStory
{
    public const string Namespace = "shop";
    public const string Name = "web";

    public const int MinReplicas = 6;
    public const int MaxReplicas = 72;

    /// <summary>The CronHPA over the FedHPA.</summary>
    public const string Schedule = "peak";

    /// <summary>Replicas of the morning: they serve 2,400 requests per second at their target.</summary>
    public const int MorningReplicas = 40;

    /// <summary>The member that is lost for an hour in the middle.</summary>
    public const string Lost = "idc-b";

    /// <summary>The ScaleIn that takes two pods out by name, the first time that it is asked for.</summary>
    public const string BadPods = "drop-bad-pods";

    /// <summary>No selector asks for it: by a label of this kind an exact removal proves that its marks have been seen.</summary>
    private const string ReleaseLabel = "fedscaler.io/release";

    /// <summary>Peak of the load, in requests per second: more than the on-premise members can serve at their target.</summary>
    public const double PeakRate = 4_000;

    public static readonly TimeSpan LostFor = TimeSpan.FromHours(1);

    /// <summary>The members that each have one of the bad pods.</summary>
    public static readonly IReadOnlyList<string> Culled = ["idc-a", "idc-b"];

    public static readonly WorkloadRef Workload = new(Namespace, "Deployment", Name);

    /// <summary>A pod asks for 2 CPU and uses them up at 100 requests per second; at the target of 60 % it serves 60.</summary>
    public static readonly PodLoadProfile Pod = new(Capacity: 100, MilliCpuPerRequest: 20);

    public static ScaleIn ScaleInOf(string name, IEnumerable<RunningPod> pods) => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = Namespace },
        Spec = new ScaleInSpec
        {
            ScaleTargetRef = new ScaleTargetRef { ApiVersion = "apps/v1", Kind = "Deployment", Name = Name },
            Pods = [.. pods.Select(static pod => new PodSelection { Cluster = pod.Member, Name = pod.Name, Uid = pod.Uid })],
        },
    };

    public static IReadOnlyList<JsonNode> WorkloadManifests => YamlJson.ParseAll(
        $$"""
        apiVersion: v1
        kind: Namespace
        metadata: {name: {{Namespace}} }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: {{Name}}, namespace: {{Namespace}} }
        spec:
          replicas: 0
          selector: {matchLabels: {app: {{Name}} } }
          template:
            metadata: {labels: {app: {{Name}}, {{ReleaseLabel}}: "1"} }
            spec:
              containers:
              - name: {{Name}}
                image: registry.example/shop/web:1
                resources: {requests: {cpu: "2", memory: 4Gi} }
        """);

    /// <summary>The same for a Karmada control plane, which brings it to the members as the policy and FedScaler say.</summary>
    public static IReadOnlyList<JsonNode> PropagatedManifests =>
    [
        .. WorkloadManifests,
        YamlJson.Parse(
            $$"""
            apiVersion: policy.karmada.io/v1alpha1
            kind: PropagationPolicy
            metadata: {name: {{Name}}, namespace: {{Namespace}} }
            spec:
              schedulerName: fedscaler
              resourceSelectors: [{apiVersion: apps/v1, kind: Deployment, name: {{Name}} }]
              placement: {replicaScheduling: {replicaSchedulingType: Divided, replicaDivisionPreference: Weighted, weightPreference: {dynamicWeight: AvailableReplicas} } }
            """)!,
    ];

    /// <summary>On-premise members up to what they hold, the cloud when they no longer suffice; capacity ahead of the morning's bursts.</summary>
    public static IReadOnlyList<JsonNode> HubManifests => YamlJson.ParseAll(
        $$"""
        apiVersion: v1
        kind: Namespace
        metadata: {name: {{Namespace}} }
        ---
        apiVersion: fedscaler.io/v1alpha1
        kind: FedHPA
        metadata: {name: {{Name}}, namespace: {{Namespace}} }
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{Name}} }
          minReplicas: {{MinReplicas}}
          maxReplicas: {{MaxReplicas}}
          metrics:
          - type: Resource
            resource: {name: cpu, target: {type: Utilization, averageUtilization: 60} }
          placement:
            clusters:
            - {name: idc-a, maxReplicas: 24, priority: 0}
            - {name: idc-b, maxReplicas: 32, priority: 0}
            - {name: cloud-c, priority: 10}
          split: {strategy: Priority, spread: WhenNeeded}
          failover: {mode: Reassign, graceSeconds: 300}
        ---
        apiVersion: fedscaler.io/v1alpha1
        kind: CronHPA
        metadata: {name: {{Schedule}}, namespace: {{Namespace}} }
        spec:
          scaleTargetRef: {apiVersion: fedscaler.io/v1alpha1, kind: FedHPA, name: {{Name}} }
          timeZone: Etc/UTC
          rules:
          - {name: morning, schedule: "0 8 * * *", end: "0 11 * * *", leadTime: 10m, minReplicas: {{MorningReplicas}} }
        """);
}
