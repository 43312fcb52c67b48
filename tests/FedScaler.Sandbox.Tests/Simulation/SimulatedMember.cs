using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Simulation;
using FedScaler.Sandbox.Simulation.Autoscaling;
using FedScaler.Sandbox.Simulation.Nodes;
using FedScaler.Sandbox.Storage;
using FedScaler.Sandbox.Time;

namespace FedScaler.Sandbox.Tests.Simulation;

/// <summary>A member with its store on a stepped clock, and the words in which the tests speak to it.</summary>
internal sealed class SimulatedMember : IDisposable
{
    public const string Namespace = "shop";

    private static readonly DateTimeOffset Start = new(2026, 11, 21, 20, 0, 0, TimeSpan.Zero);

    private readonly GarbageCollector _garbage;

    public SimulatedMember(SimulationSettings? settings = null, SimulatedTimeProvider? clock = null, string name = "idc-a")
    {
        Clock = clock ?? new(Start);
        Store = new(Clock, seed: 7);
        Store.Changed += Events.Add;
        _garbage = new GarbageCollector(Store, Clock);
        Simulation = new(name, Store, Clock, settings ?? new SimulationSettings());
        Fleet = new([Simulation]);
    }

    public SimulatedTimeProvider Clock { get; }

    public ClusterStore Store { get; }

    public MemberSimulation Simulation { get; }

    public FleetSimulation Fleet { get; }

    public List<StoreEvent> Events { get; } = [];

    public IReadOnlyList<JsonObject> Pods => Store.List(KnownResources.Pods, Namespace);

    public IEnumerable<JsonObject> ReadyPods => Pods.Where(pod => Condition(pod, "Ready")?["status"]?.GetValue<string>() == "True");

    public static ObjectKey KeyOf(string name) => new(Namespace, name);

    public static WorkloadRef Workload(string name, string kind = "Deployment") => new(Namespace, kind, name);

    public static JsonObject Json(string json) => (JsonObject)JsonNode.Parse(json)!;

    public static JsonObject? Condition(JsonObject value, string type) =>
        (JsonObject?)(value["status"]?["conditions"] as JsonArray ?? []).FirstOrDefault(one => one!["type"]!.GetValue<string>() == type);

    public static ResourceType TypeOf(string apiVersion, string kind) => ScaleTarget.TypeOf(apiVersion, kind)!;

    public static string NameOf(JsonObject value) => value["metadata"]!["name"]!.GetValue<string>();

    public static string? NodeOf(JsonObject pod) => pod["spec"]!["nodeName"]?.GetValue<string>();

    public void AddNodes(int count, string cpu = "8", string memory = "32Gi", int pods = 110, Dictionary<string, string>? labels = null, string prefix = "n")
    {
        for (var i = 0; i < count; i++)
            Store.Create(KnownResources.Nodes, NodeManifest.Create($"{prefix}{i}", cpu, memory, Clock.GetUtcNow(), pods, labels));
    }

    public void Add(ResourceType type, JsonObject value) => Store.Create(type, value);

    public void AddDeployment(string name, int replicas, string cpu = "100m", Action<JsonObject>? change = null) =>
        Add(KnownResources.Deployments, Manifest("apps/v1", "Deployment", name, replicas, cpu, change));

    public static JsonObject Manifest(string apiVersion, string kind, string name, int replicas, string cpu = "100m", Action<JsonObject>? change = null)
    {
        var value = Json($$$"""
            {"apiVersion": "{{{apiVersion}}}", "kind": "{{{kind}}}", "metadata": {"name": "{{{name}}}", "namespace": "{{{Namespace}}}"},
             "spec": {"replicas": {{{replicas}}}, "selector": {"matchLabels": {"app": "{{{name}}}"}},
              "template": {"metadata": {"labels": {"app": "{{{name}}}"}},
               "spec": {"terminationGracePeriodSeconds": 30,
                "containers": [{"name": "main", "image": "web:1", "resources": {"requests": {"cpu": "{{{cpu}}}"} } }]} } } }
            """);
        change?.Invoke(value);
        return value;
    }

    public void AddHpa(string name, int min, int max, int utilization, JsonNode? behavior = null, string? target = null)
    {
        var hpa = Json($$$$"""
            {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": {"name": "{{{{name}}}}", "namespace": "{{{{Namespace}}}}"},
             "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "{{{{target ?? name}}}}"},
              "minReplicas": {{{{min}}}}, "maxReplicas": {{{{max}}}},
              "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": {{{{utilization}}}} }}}]}}
            """);
        if (behavior is not null) hpa["spec"]!["behavior"] = behavior.DeepClone();
        Add(KnownResources.HorizontalPodAutoscalers, hpa);
    }

    public JsonObject Get(ResourceType type, string name) => Store.Get(type, KeyOf(name))!;

    public JsonObject Deployment(string name) => Get(KnownResources.Deployments, name);

    public JsonObject Hpa(string name) => Get(KnownResources.HorizontalPodAutoscalers, name);

    public int Replicas(string deployment) => Deployment(deployment)["spec"]!["replicas"]!.GetValue<int>();

    public void Scale(string deployment, int replicas) => Change(KnownResources.Deployments, deployment, value => value["spec"]!["replicas"] = replicas);

    public void Change(ResourceType type, string name, Action<JsonObject> change) =>
        Store.Update(type, type.Namespaced ? KeyOf(name) : new(null, name), value =>
        {
            change(value);
            return true;
        });

    public void SetReady(string node, bool ready) =>
        Store.Update(KnownResources.Nodes, new(null, node), value => NodeManifest.SetReady(value, ready, Clock.GetUtcNow()));

    public bool Settle() => Simulation.Settle();

    public void Run(double seconds) => Fleet.AdvanceTo(Clock, Clock.GetUtcNow() + TimeSpan.FromSeconds(seconds));

    public void Dispose()
    {
        _garbage.Dispose();
        Simulation.Dispose();
    }
}
