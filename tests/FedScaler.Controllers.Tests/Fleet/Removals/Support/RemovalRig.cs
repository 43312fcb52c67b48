using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Fleet.Caches;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Controllers.Fleet.Removals;
using FedScaler.Controllers.Tests.Support;
using FedScaler.Core.ScaleIn;
using FedScaler.Kube.Auth;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Controllers.Tests.Fleet.Removals.Support;

/// <summary>Looks and steps of a removal against a sandbox's API server over HTTP; nothing but the tests changes it.</summary>
internal sealed class RemovalRig : IAsyncDisposable
{
    public const string Id = "scalein-uid";
    public const string Member = "idc-a";

    private readonly SandboxFleet _fleet;
    private readonly IKubeClient _client;
    private readonly MemberIdentity _identity;
    private readonly MemberCaches _caches;
    private readonly MemberCalls _calls;

    private RemovalRig(SandboxFleet fleet, TimeProvider time)
    {
        _fleet = fleet;
        var options = new FleetOptions { Namespace = "fedscaler-system" };
        _client = KubeClient.Create(new ClusterConnection { Server = Server.Address, User = new UserCredentials { Token = Server.AdminToken } }, time);
        _identity = new MemberIdentity(_client, new MemberProbe(_client, "test", "test", token: null, options, time));
        var services = new FleetServices(time, NullLoggerFactory.Instance, new RecordedEvents());
        _caches = new MemberCaches(new MemberScope(Member, _client, _identity, options, services, CancellationToken.None), new TrackedTargets());
        _calls = new MemberCalls(_client, TimeSpan.FromSeconds(10), time);
    }

    public SandboxCluster Cluster => _fleet[Member];

    private Sandbox.ApiServer.SandboxApiServer Server => Cluster.Server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<RemovalRig> StartAsync()
    {
        var time = new SimulatedTimeProvider(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        var rig = new RemovalRig(await SandboxFleet.StartAsync(new SandboxOptions { Members = [Member], UseTls = false, RunControllers = false, Time = time }, Token), time);
        rig.Put(KnownResources.Namespaces, Manifests.Parse("""{"metadata": {"name": "shop"}}"""));
        return rig;
    }

    public static RemovalSight Sight(TargetKind kind = TargetKind.Deployment, string apiVersion = "apps/v1", string name = "web", params string[] named) =>
        new(new TargetRef("shop", apiVersion, kind == TargetKind.KruiseStatefulSet ? "StatefulSet" : kind.ToString(), name), kind, Id, [.. named], null);

    public JsonObject Put(ResourceType type, JsonObject item) => Cluster.Store.Create(type, item);

    public JsonObject Get(ResourceType type, string name) => Cluster.Store.Get(type, new ObjectKey("shop", name)).ShouldNotBeNull();

    /// <summary>A Deployment web with a ReplicaSet, and that many pods of it, web-0 and so on.</summary>
    public void PutDeployment(int pods)
    {
        var deployment = Put(KnownResources.Deployments, Manifests.Deployment(pods));
        var set = Put(KnownResources.ReplicaSets, Manifests.ReplicaSet("web-1", deployment, pods));
        for (var i = 0; i < pods; i++) Put(KnownResources.Pods, Manifests.Pod($"web-{i}", set, "ReplicaSet"));
    }

    public Task<ClusterObservation> LookAsync(RemovalSight sight) =>
        new RemovalLook(Member, new RemovalReads(_calls, _caches), NullLogger.Instance).LookAsync(sight, Token);

    public Task TakeAsync(RemovalStep step, RemovalSight? sight = null) =>
        new RemovalWrites(_calls, new RemovalReads(_calls, _caches), _caches, NullLogger.Instance).TakeAsync(sight ?? Sight(), step, Token);

    /// <summary>As a user would: with defaults filled in, validated, and without a status.</summary>
    public Task<JsonObject> CreateAsync(ResourceType type, JsonObject body)
    {
        (body["apiVersion"], body["kind"]) = (type.ApiVersion, type.Kind);
        return _client.CreateAsync(type, "shop", RequestBody.From(body), new WriteOptions("kubectl-create"), JsonDecoders.Object, Token);
    }

    public Task<JsonObject> ApplyAsync(ResourceType type, string manager, JsonObject body) =>
        _client.PatchAsync(
            type, new ObjectKey("shop", (string)body["metadata"]!["name"]!), PatchKind.Apply, RequestBody.From(body), new WriteOptions(manager, Force: true), JsonDecoders.Object, Token);

    public Task DeleteAsync(ResourceType type, string name) => _client.DeleteAsync(type, new ObjectKey("shop", name), new DeleteOptions(), Token);

    public string VersionOf(ResourceType type, string name) => (string)Get(type, name)["metadata"]!["resourceVersion"]!;

    public string UidOf(string pod) => (string)Get(KnownResources.Pods, pod)["metadata"]!["uid"]!;

    public async ValueTask DisposeAsync()
    {
        await _caches.DisposeAsync();
        await _client.DisposeAsync();
        _identity.Dispose();
        await _fleet.DisposeAsync();
    }
}
