namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>What users apply in these scenarios.</summary>
internal static class Manifests
{
    /// <summary>A FedHPA on a Deployment whose pods ask for 1 cpu each: 60% of it is the target, so n × 0.6 cpus of load want n pods.</summary>
    /// <param name="spec">Further lines of the spec, not indented.</param>
    public static string FedHpa(int min = 6, int max = 60, string spec = "", string name = "web", string target = "web", string kind = "Deployment") =>
        $$"""
        apiVersion: fedscaler.io/v1alpha1
        kind: FedHPA
        metadata: {name: {{name}}, namespace: NAMESPACE}
        spec:
          scaleTargetRef: {apiVersion: {{RemovalScenario.VersionOf(kind)}}, kind: {{kind.Replace("Kruise", "", StringComparison.Ordinal)}}, name: {{target}}}
          minReplicas: {{min}}
          maxReplicas: {{max}}
          metrics:
          - type: Resource
            resource:
              name: cpu
              target: {type: Utilization, averageUtilization: 60}
        {{Indent(spec)}}
        """;

    public static string Namespace(string name) => $"{{apiVersion: v1, kind: Namespace, metadata: {{name: {name} }} }}";

    public static string Workload(string ns, string name, int replicas, string kind, string cpu) =>
        $$"""
        apiVersion: apps/v1
        kind: {{kind}}
        metadata: {name: {{name}}, namespace: {{ns}}}
        spec:
          replicas: {{replicas}}
          selector:
            matchLabels: {app: {{name}} }
          template:
            metadata:
              labels: {app: {{name}} }
            spec:
              containers:
              - name: main
                image: registry.example/web:1
                resources:
                  requests: {cpu: "{{cpu}}"}
        """;

    /// <summary>A policy of Karmada's by which FedScaler schedules a workload.</summary>
    /// <param name="preference">How replicas are divided before members scale themselves.</param>
    /// <param name="policy">Its own name; null for the workload's.</param>
    public static string Policy(string ns, string name, string kind, IEnumerable<string> clusters, string preference = "weightPreference: {dynamicWeight: AvailableReplicas}", string? policy = null, string scheduler = "fedscaler") =>
        $$"""
        apiVersion: policy.karmada.io/v1alpha1
        kind: PropagationPolicy
        metadata: {name: {{policy ?? name}}, namespace: {{ns}}}
        spec:
          schedulerName: {{scheduler}}
          resourceSelectors:
          - {apiVersion: {{RemovalScenario.VersionOf(kind)}}, kind: {{kind.Replace("Kruise", "", StringComparison.Ordinal)}}, name: {{name}}}
          placement:
            clusterAffinity: {clusterNames: [{{string.Join(", ", clusters)}}]}
            replicaScheduling:
              replicaSchedulingType: Divided
              replicaDivisionPreference: Weighted
              {{preference}}
        """;

    /// <summary>An HPA that a member's own people made.</summary>
    public static string OwnHpa(string ns, string name = "own", string target = "web", int min = 2, int max = 9) =>
        $$"""
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: {{name}}, namespace: {{ns}}}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{target}}}
          minReplicas: {{min}}
          maxReplicas: {{max}}
          metrics:
          - type: Resource
            resource:
              name: cpu
              target: {type: Utilization, averageUtilization: 70}
        """;

    private static string Indent(string lines) => string.Join('\n', lines.Split('\n').Select(static line => $"  {line}"));
}
