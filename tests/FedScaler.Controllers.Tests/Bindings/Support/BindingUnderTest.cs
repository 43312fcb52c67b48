using System.Text.Json;
using FedScaler.Api;
using FedScaler.Api.Common;
using FedScaler.Api.Json;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Bindings;
using FedScaler.Controllers.CronHpas;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Fleet.Direct.Bindings;
using FedScaler.Controllers.Tests.Fleet.Support;
using FedScaler.Controllers.Tests.Support;
using FedScaler.Core.Scheduling;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Queues;
using FedScaler.Sandbox.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Controllers.Tests.Bindings.Support;

/// <summary>One binding that the user leads, on a hub in memory, over a fleet in memory, in stepped time.</summary>
internal sealed class BindingUnderTest : IScheduleSource, IEventRecorder, IDisposable
{
    private static readonly TargetRef Web = new("shop", "apps/v1", "Deployment", "web");
    private static readonly ObjectKey Key = new("shop", "web-deployment");

    private readonly ScriptedClient _client;
    private readonly UserLeads _userLeads;
    private BindingMemory _memory;

    public BindingUnderTest(int replicas, string spec = "")
    {
        _client = new ScriptedClient(Hub);
        var options = new InformerOptions<ReplicaBinding>(
            ApiResources.ReplicaBindings, JsonDecoder<ReplicaBinding>.Of(ApiJson.Default.ReplicaBinding),
            static o => ObjectIdentity.Of(o.Metadata));
        var informer = new Informer<ReplicaBinding>(_client, options, Clock, NullLogger.Instance);
        _userLeads = new UserLeads(Fleet, new ReplicaBindingStore(_client, informer), this, Holds, this, Clock, NullLogger.Instance);
        _memory = new BindingMemory("uid", Clock);
        Hub.Put("replicabindings", Samples.Parse(
            $$"""
            {"apiVersion": "fedscaler.io/v1alpha1", "kind": "ReplicaBinding", "metadata": {"name": "web-deployment", "namespace": "shop"},
             "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "replicas": {{replicas}}{{spec}} } }
            """));
    }

    public event Action<ScheduleTarget?>? Changed
    {
        add { }
        remove { }
    }

    public SimulatedTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    public ScriptedCluster Hub { get; } = new("hub");

    public FakeFleet Fleet { get; } = new();

    public StubbedHolds Holds { get; } = new();

    /// <summary>"Reason: note".</summary>
    public List<string> Events { get; } = [];

    public bool Synced { get; set; } = true;

    public ScheduleState? Schedule { get; set; }

    public ReplicaBinding Binding => JsonSerializer.Deserialize(Hub.Get("replicabindings", Key).ToJsonString(), ApiJson.Default.ReplicaBinding)!;

    /// <summary>spec.clusters, "a 3, b 2".</summary>
    public string Told => string.Join(", ", Binding.Spec.Clusters.Select(static cluster => $"{cluster.Name} {cluster.Replicas}"));

    public Condition Condition(string type) => Binding.Status!.Conditions.Find(type)!;

    public ScheduleState? Look(ScheduleTarget target, DateTimeOffset now) => target == new ScheduleTarget("ReplicaBinding", "shop", "web-deployment") ? Schedule : null;

    public void Record(EventTarget regarding, EventKind kind, string reason, string action, string note) => Events.Add($"{reason}: {note}");

    /// <summary>A rule with a count that has been in force for a while.</summary>
    public void SetRule(int? replicas)
    {
        var rule = replicas is { } count
            ? new ScheduledRule("night", CronExpression.Parse("0 22 * * *"), null, new ScheduleEffect.Count(count), TimeZoneInfo.Utc)
            : null;
        Schedule = new ScheduleState(rule is null ? [] : [new ScheduleWindow("peak", rule, Clock.GetUtcNow().AddHours(-1), null)], null);
    }

    /// <param name="scaleIn">Null: it lets go.</param>
    public void Hold(string? scaleIn) => Holds.Set(Web, scaleIn);

    /// <summary>The user edits the spec; the patch is JSON.</summary>
    public void Edit(string patch)
    {
        var binding = Hub.Get("replicabindings", Key);
        foreach (var (name, value) in Samples.Parse(patch)) binding["spec"]![name] = value?.DeepClone();
        Hub.Put("replicabindings", binding);
    }

    /// <summary>Long enough for our own writes to have come back, and one reconcile after it.</summary>
    public async Task<ReconcileResult> ReconcileAsync()
    {
        Clock.Advance(TimeSpan.FromSeconds(5));
        return await _userLeads.DivideAsync(Binding, Web, _memory, default);
    }

    /// <summary>Reconciles until nothing more is written.</summary>
    public async Task SettleAsync()
    {
        for (var round = 0; round < 8; round++) await ReconcileAsync();
    }

    public void Restart()
    {
        _memory.Dispose();
        _memory = new BindingMemory("uid", Clock);
    }

    public void Dispose() => _memory.Dispose();
}
