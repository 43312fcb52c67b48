using System.Text.Json.Nodes;

namespace FedScaler.Packaging.Tests.Support;

/// <summary>Ways to install: the kustomize base, and the chart with values over its own.</summary>
internal static class ValueSets
{
    public const string Base = "kustomize base";
    public const string Defaults = "defaults";
    public const string EverythingOn = "everything on";
    public const string EverythingOff = "everything off";
    public const string OneReplica = "one replica";
    public const string KarmadaService = "service of Karmada";
    public const string LongNames = "long names";

    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        [Defaults] = "",
        [OneReplica] = "replicas: 1",
        [KarmadaService] = "{federation: karmada, karmada: {kubeconfigSecret: karmada}}",
        [LongNames] = $"fullnameOverride: {new string('a', 60)}",
        [EverythingOff] =
            """
            replicas: 1
            serviceAccount: {create: false, name: provided}
            rbac: {create: false}
            metrics: {service: {enabled: false}}
            networkPolicy: {enabled: false}
            fence: {enabled: false}
            podDisruptionBudget: {enabled: false}
            """,
        [EverythingOn] =
            """
            image: {repository: registry.example/fedscaler, digest: "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", pullPolicy: Always}
            imagePullSecrets: [{name: registry}]
            replicas: 3
            paused: true
            logFormat: text
            extraArgs: [--context, hub]
            extraEnv: [{name: TZ, value: UTC}]
            serviceAccount: {name: scaler, annotations: {example.org/owner: platform}, tokenExpirationSeconds: 600}
            resources: {requests: {cpu: 1, memory: 1Gi}, limits: {memory: 4Gi}}
            metrics:
              address: "[::]"
              port: 8080
              service: {annotations: {prometheus.io/scrape: "true"}}
              serviceMonitor: {enabled: true, interval: 15s, labels: {release: prometheus}}
            networkPolicy:
              scrapers: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}]
              egress: {enabled: true, apiServerPorts: [6443], apiServers: [{ipBlock: {cidr: 10.0.0.0/8}}], dnsPorts: [5353]}
            podDisruptionBudget: {maxUnavailable: 50%}
            podAnnotations: {example.org/note: a}
            podLabels: {team: platform}
            nodeSelector: {kubernetes.io/os: linux}
            tolerations: [{key: dedicated, operator: Equal, value: platform, effect: NoSchedule}]
            topologySpreadConstraints: [{maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule}]
            priorityClassName: platform
            """,
    };

    public static TheoryData<string> Names => [Base, .. Values.Keys];

    /// <summary>What it installs; skips the test where that takes Helm and there is none.</summary>
    public static async Task<IReadOnlyList<JsonNode>> ObjectsOfAsync(string name) =>
        name == Base ? KustomizeBase.Objects() : await RenderedChart.OfAsync(Values[name], name == LongNames ? new string('r', 53) : "fedscaler");

    public static async Task<JsonNode> SingleAsync(string name, string kind) => (await ObjectsOfAsync(name)).Single(one => (string?)one["kind"] == kind);
}
