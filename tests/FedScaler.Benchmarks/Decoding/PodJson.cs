using System.Text.Json.Nodes;

namespace FedScaler.Benchmarks.Decoding;

/// <summary>
/// Pods as an API server sends them: two containers with probes, environment and mounts, a status, and the managed fields
/// that are a third of it.
/// </summary>
internal static class PodJson
{
    private const string Suffix = "00000000";
    private const string Uid = "00000000-0000-4000-8000-000000000000";
    private const string Version = "1000000000";
    private const string Node = "node-0000";

    public static NumberedJson Create() => new(
        Template(), new($"checkout-7c9d8f6b54-{Suffix}", Suffix.Length), new(Uid, 12), new(Version, 9), new(Node, 4, Modulus: 5000));

    private static JsonObject Template() => new()
    {
        ["kind"] = "Pod",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject
        {
            ["name"] = $"checkout-7c9d8f6b54-{Suffix}",
            ["generateName"] = "checkout-7c9d8f6b54-",
            ["namespace"] = "shop",
            ["uid"] = Uid,
            ["resourceVersion"] = Version,
            ["creationTimestamp"] = "2026-01-01T00:00:00Z",
            ["labels"] = Strings(("app", "checkout"), ("pod-template-hash", "7c9d8f6b54"), ("team", "shop"), ("tier", "backend")),
            ["annotations"] = Strings(("prometheus.io/scrape", "true"), ("prometheus.io/port", "9102"), ("checksum/config", new string('c', 64))),
            ["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = "apps/v1", ["kind"] = "ReplicaSet", ["name"] = "checkout-7c9d8f6b54", ["uid"] = "11111111-2222-4333-8444-555555555555",
                ["controller"] = true, ["blockOwnerDeletion"] = true,
            }),
            ["managedFields"] = new JsonArray(Managed("kube-controller-manager", "spec", 28), Managed("kubelet", "status", 18)),
        },
        ["spec"] = Spec(),
        ["status"] = Status(),
    };

    private static JsonObject Spec() => new()
    {
        ["volumes"] = new JsonArray(
            new JsonObject { ["name"] = "config", ["configMap"] = new JsonObject { ["name"] = "checkout-config", ["defaultMode"] = 420 } },
            new JsonObject { ["name"] = "kube-api-access", ["projected"] = new JsonObject { ["sources"] = new JsonArray(Strings(("path", "token")), Strings(("path", "ca.crt"))) } }),
        ["containers"] = new JsonArray(Container("checkout", "500m", "512Mi", 16), Container("proxy", "100m", "128Mi", 6)),
        ["restartPolicy"] = "Always",
        ["terminationGracePeriodSeconds"] = 30,
        ["dnsPolicy"] = "ClusterFirst",
        ["serviceAccountName"] = "checkout",
        ["nodeName"] = Node,
        ["schedulerName"] = "default-scheduler",
        ["tolerations"] = new JsonArray(
            Strings(("key", "node.kubernetes.io/not-ready"), ("operator", "Exists"), ("effect", "NoExecute")),
            Strings(("key", "node.kubernetes.io/unreachable"), ("operator", "Exists"), ("effect", "NoExecute"))),
        ["priority"] = 0,
        ["enableServiceLinks"] = true,
        ["preemptionPolicy"] = "PreemptLowerPriority",
    };

    private static JsonObject Container(string name, string cpu, string memory, int variables) => new()
    {
        ["name"] = name,
        ["image"] = $"registry.example/shop/{name}:v1.48.2@sha256:{new string('a', 64)}",
        ["ports"] = new JsonArray(new JsonObject { ["name"] = "http", ["containerPort"] = 8080, ["protocol"] = "TCP" }),
        ["env"] = new JsonArray([.. Enumerable.Range(0, variables).Select(i => (JsonNode)Strings(("name", $"SETTING_NUMBER_{i}"), ("value", $"value-of-setting-{i}")))]),
        ["resources"] = new JsonObject { ["requests"] = Strings(("cpu", cpu), ("memory", memory)), ["limits"] = Strings(("memory", memory)) },
        ["volumeMounts"] = new JsonArray(
            new JsonObject { ["name"] = "config", ["mountPath"] = "/etc/checkout" },
            new JsonObject { ["name"] = "kube-api-access", ["readOnly"] = true, ["mountPath"] = "/var/run/secrets/kubernetes.io/serviceaccount" }),
        ["livenessProbe"] = Probe("/healthz", 10),
        ["readinessProbe"] = Probe("/readyz", 5),
        ["terminationMessagePath"] = "/dev/termination-log",
        ["imagePullPolicy"] = "IfNotPresent",
    };

    private static JsonObject Probe(string path, int period) => new()
    {
        ["httpGet"] = new JsonObject { ["path"] = path, ["port"] = "http", ["scheme"] = "HTTP" },
        ["timeoutSeconds"] = 1, ["periodSeconds"] = period, ["successThreshold"] = 1, ["failureThreshold"] = 3,
    };

    private static JsonObject Status() => new()
    {
        ["phase"] = "Running",
        ["conditions"] = new JsonArray(
            Condition("PodReadyToStartContainers"), Condition("Initialized"), Condition("Ready"), Condition("ContainersReady"), Condition("PodScheduled")),
        ["hostIP"] = "192.0.2.10",
        ["podIP"] = "198.51.100.20",
        ["podIPs"] = new JsonArray(Strings(("ip", "198.51.100.20"))),
        ["startTime"] = "2026-01-01T00:00:00Z",
        ["containerStatuses"] = new JsonArray(ContainerStatus("checkout"), ContainerStatus("proxy")),
        ["qosClass"] = "Burstable",
    };

    private static JsonObject Condition(string type) => new()
    {
        ["type"] = type, ["status"] = "True", ["lastProbeTime"] = null, ["lastTransitionTime"] = "2026-01-01T00:00:05Z",
    };

    private static JsonObject ContainerStatus(string name) => new()
    {
        ["name"] = name,
        ["state"] = new JsonObject { ["running"] = Strings(("startedAt", "2026-01-01T00:00:03Z")) },
        ["lastState"] = new JsonObject(),
        ["ready"] = true,
        ["restartCount"] = 0,
        ["image"] = $"registry.example/shop/{name}:v1.48.2",
        ["imageID"] = $"registry.example/shop/{name}@sha256:{new string('a', 64)}",
        ["containerID"] = $"containerd://{new string('b', 64)}",
        ["started"] = true,
    };

    private static JsonObject Managed(string manager, string part, int fields)
    {
        var owned = new JsonObject();
        for (var i = 0; i < fields; i++) owned[$"f:fieldNumber{i}"] = new JsonObject { [$"k:{{\"name\":\"item-{i}\"}}"] = new JsonObject() };
        return new JsonObject
        {
            ["manager"] = manager, ["operation"] = "Update", ["apiVersion"] = "v1", ["time"] = "2026-01-01T00:00:05Z", ["fieldsType"] = "FieldsV1",
            ["fieldsV1"] = new JsonObject { [$"f:{part}"] = owned },
        };
    }

    private static JsonObject Strings(params ReadOnlySpan<(string Key, string Value)> pairs)
    {
        var strings = new JsonObject();
        foreach (var (key, value) in pairs) strings[key] = value;
        return strings;
    }
}
