using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Api.Common;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Fleet.Karmada.Bindings;
using FedScaler.Controllers.Tests.Fleet.Support;
using FedScaler.Controllers.Tests.Support;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Controllers.Tests.Fleet.Karmada.Bindings.Support;

/// <summary>A hub with one workload of Karmada's and its binding, and FedScaler's side of bindings over it. Karmada itself is played by hand.</summary>
internal sealed class KarmadaHub : IPlacementClusters, IAsyncDisposable
{
    public static readonly TargetRef Web = new("shop", "apps/v1", "Deployment", "web");
    public static readonly ObjectKey Key = new("shop", "web-deployment");

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly ObjectKey Workload = new("shop", "web");

    private readonly CancellationTokenSource _stop = new();
    private readonly KarmadaBindings _bindings;
    private Task _running = Task.CompletedTask;

    public KarmadaHub(int replicas = 4, string placement = Divided, params string[] clusters)
    {
        All = [.. (clusters.Length > 0 ? clusters : ["a", "b"]).Select(static name => new PlacementCluster(name))];
        Objects.Put("deployments", Samples.Parse(
            $$"""
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "shop", "generation": 1},
             "spec": {"replicas": {{replicas}}, "template": {"spec": {"containers": [{"name": "c", "resources": {"requests": {"cpu": "1"} } }]} } } }
            """));
        Objects.Put("resourcebindings", Samples.Parse(
            $$"""
            {"apiVersion": "work.karmada.io/v1alpha2", "kind": "ResourceBinding",
             "metadata": {"name": "web-deployment", "namespace": "shop", "generation": 1, "labels": {"propagationpolicy.karmada.io/permanent-id": "1"},
                          "annotations": {"propagationpolicy.karmada.io/namespace": "shop", "propagationpolicy.karmada.io/name": "web"} },
             "spec": {"resource": {"apiVersion": "apps/v1", "kind": "Deployment", "namespace": "shop", "name": "web"}, "replicas": {{replicas}},
                      "schedulerName": "fedscaler", "placement": {{placement}} } }
            """));
        Objects.Writes.Clear();
        var services = new FleetServices(Clock, NullLoggerFactory.Instance, new RecordedEvents());
        _bindings = new KarmadaBindings(new ScriptedClient(Objects), this, new FleetOptions { Namespace = "fedscaler-system" }, services);
    }

    public const string Divided = """{"replicaScheduling": {"replicaSchedulingType": "Divided", "replicaDivisionPreference": "Weighted", "weightPreference": {"dynamicWeight": "AvailableReplicas"} } }""";

    public event Action? Changed;

    public bool Synced => true;

    public IReadOnlyList<PlacementCluster> All { get; private set; }

    public SimulatedTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    public ScriptedCluster Objects { get; } = new("hub");

    public IBindingStore Store => _bindings.Store;

    public ITargetPolicies Policies => _bindings.Policies;

    public JsonObject Binding => Objects.Get("resourcebindings", Key);

    public JsonObject Template => Objects.Get("deployments", Workload);

    /// <summary>"3 = a 2, b 1": replicas and clusters.</summary>
    public string Spec => $"{Binding["spec"]!["replicas"]} = " + string.Join(", ", (Binding["spec"]!["clusters"] as JsonArray ?? []).Select(static cluster => $"{cluster!["name"]} {cluster["replicas"]}"));

    public int Count => (int)Template["spec"]!["replicas"]!;

    public string? UserCount => (string?)Template["metadata"]!["annotations"]?["fedscaler.io/user-replicas"];

    public string? Retain => (string?)Template["metadata"]!["labels"]?["resourcetemplate.karmada.io/retain-replicas"];

    public PlacementCluster? Find(string name) => All.FirstOrDefault(cluster => cluster.Name == name);

    public static MemberCount Member(string name, int? runs, int? assigned = null) => new(name, runs) { Assigned = assigned };

    /// <summary>Answers, and has no such workload yet.</summary>
    public static MemberCount Absent(string name, int? assigned = null) => new(name, null) { Assigned = assigned, IsPlaceable = true };

    public void SetClusters(params PlacementCluster[] clusters)
    {
        All = clusters;
        Changed?.Invoke();
    }

    /// <summary>Somebody else changes the binding's spec, as the detector does.</summary>
    public void Edit(string patch) => Edit("resourcebindings", Key, patch);

    /// <summary>A user changes the workload's spec.</summary>
    public void EditTemplate(string patch) => Edit("deployments", Workload, patch);

    public void Scale(int replicas) => EditTemplate(string.Create(CultureInfo.InvariantCulture, $$"""{"replicas": {{replicas}} }"""));

    public void Put(string plural, string item) => Objects.Put(plural, Samples.Parse(item));

    public async Task<KarmadaHub> StartAsync()
    {
        _running = _bindings.RunAsync(_stop.Token);
        await UntilAsync(() => Store.Cache.Status.Synced);
        return this;
    }

    /// <summary>The binding once the caches have everything that was written.</summary>
    public async Task<ReplicaBinding> SeenAsync()
    {
        await UntilAsync(() => Store.Cache.Get(Key)?.Metadata.ResourceVersion == $"{Binding["metadata"]!["resourceVersion"]}+{Template["metadata"]!["resourceVersion"]}");
        return Store.Cache.Get(Key)!;
    }

    public async Task<ReplicaBinding?> FollowAsync(params MemberCount[] members) => await Store.FollowAsync(Web, members, await SeenAsync(), default);

    public async Task<ReplicaBinding> AssignAsync(int? replicas, bool isScheduled, params MemberCount[] members) =>
        await Store.AssignAsync(await SeenAsync(), members, replicas, isScheduled, default);

    public async Task<Condition?> ScheduledAsync(ReplicaBindingStatus status)
    {
        await Store.WriteStatusAsync(await SeenAsync(), status, default);
        var condition = (Binding["status"]?["conditions"] as JsonArray)?.FirstOrDefault(static one => (string?)one!["type"] == "Scheduled");
        return condition is null ? null : new Condition { Type = "Scheduled", Status = (string)condition["status"]!, Reason = (string)condition["reason"]!, Message = (string)condition["message"]! };
    }

    public static async Task UntilAsync(Func<bool> condition)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience) throw new TimeoutException("it did not come about");
            await Task.Delay(Glance, TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(static _ => { }, TaskScheduler.Default);
        _bindings.Dispose();
        _stop.Dispose();
    }

    private void Edit(string plural, ObjectKey key, string patch)
    {
        var item = Objects.Get(plural, key);
        foreach (var (name, value) in Samples.Parse(patch)) item["spec"]![name] = value?.DeepClone();
        item["metadata"]!["generation"] = (long)item["metadata"]!["generation"]! + 1;
        Objects.Put(plural, item);
    }
}
