using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Karmada;
using FedScaler.Sandbox.Simulation;
using FedScaler.Sandbox.Simulation.Nodes;
using FedScaler.Sandbox.Simulation.Workloads;
using FedScaler.Sandbox.Time;
using Shouldly;

namespace FedScaler.Sandbox.Tests.Karmada;

/// <summary>A Karmada control plane over members with three nodes each, on a stepped clock, and an administrator's requests to all of them.</summary>
internal sealed class KarmadaWorld : IAsyncDisposable
{
    private static readonly string[] MemberNames = ["idc-a", "idc-b"];

    private readonly List<MemberSimulation> _members = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly FleetSimulation _simulation;

    private KarmadaWorld(SandboxFleet fleet, SimulatedTimeProvider clock)
    {
        Fleet = fleet;
        Clock = clock;
        foreach (var cluster in fleet.Members)
        {
            for (var i = 0; i < 3; i++) cluster.Store.Create(KnownResources.Nodes, NodeManifest.Create($"{cluster.Name}-n{i}", "8", "32Gi", clock.GetUtcNow()));
            cluster.Store.Create(KnownResources.CustomResourceDefinitions, CloneSetDefinition.Manifest());
            _members.Add(new(cluster.Name, cluster.Store, clock, new SimulationSettings()));
        }

        fleet.Hub.Store.Create(KnownResources.CustomResourceDefinitions, CloneSetDefinition.Manifest());
        Karmada = new(fleet.Hub, fleet.Members, _members, clock, new KarmadaSettings { Seed = 7 });
        _simulation = new(_members, Karmada);
    }

    public SandboxFleet Fleet { get; }

    public SimulatedTimeProvider Clock { get; }

    public KarmadaSimulation Karmada { get; }

    public static async Task<KarmadaWorld> StartAsync(bool joined = true, bool tls = false)
    {
        var clock = new SimulatedTimeProvider(new DateTimeOffset(2026, 11, 21, 20, 0, 0, TimeSpan.Zero));
        var world = new KarmadaWorld(await SandboxFleet.StartAsync(new SandboxOptions { Members = MemberNames, UseTls = tls, Time = clock }), clock);
        if (joined) world.Join();
        return world;
    }

    public void Join()
    {
        foreach (var name in MemberNames) Karmada.Join(name, new Dictionary<string, string>());
        Run(1);
    }

    public MemberSimulation Member(string name) => _members.Single(member => member.Name == name);

    /// <summary>Lets so many simulated seconds go by.</summary>
    public void Run(double seconds) => _simulation.AdvanceTo(Clock, Clock.GetUtcNow() + TimeSpan.FromSeconds(seconds));

    /// <summary>An object as a client would read it; null when there is none.</summary>
    public JsonObject? Find(string cluster, ResourceType type, string? ns, string name) =>
        Fleet[cluster].Store.Get(type, new(ns, name)) is { } stored ? JsonNode.Parse(stored.ToJsonString())!.AsObject() : null;

    public JsonObject Get(string cluster, ResourceType type, string? ns, string name) => Find(cluster, type, ns, name).ShouldNotBeNull($"{cluster}: {type} {ns}/{name}");

    public JsonObject Binding(string name = "web-deployment") => Get("hub", KarmadaResources.ResourceBindings, "shop", name);

    public JsonObject? Work(string cluster, string name) => Find("hub", KarmadaResources.Works, $"karmada-es-{cluster}", name);

    /// <summary>Sends a request to a cluster, which has to accept it, and lets everything that follows at once happen.</summary>
    public async Task SendAsync(string cluster, string method, string path, string? body = null, string contentType = "application/json")
    {
        var (code, answer) = await AskAsync(cluster, method, path, body, contentType);
        (code is >= 200 and < 300).ShouldBeTrue($"{method} {path}: {answer}");
        Run(0);
    }

    /// <summary>Sends a request to a cluster and tells what it says.</summary>
    public async Task<(int Code, string Answer)> AskAsync(string cluster, string method, string path, string? body = null, string contentType = "application/json")
    {
        var server = Fleet[cluster].Server;
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server.Address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.AdminToken);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        using var response = await _http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>A Deployment and its policy, in a namespace of their own.</summary>
    public async Task PropagateAsync(string policy, int replicas = 4)
    {
        await CreateAsync("hub", "/api/v1/namespaces", """{"metadata": {"name": "shop"}}""");
        await CreateAsync("hub", KarmadaTexts.Policies, policy);
        await CreateAsync("hub", KarmadaTexts.Deployments, KarmadaTexts.Workload(replicas));
    }

    public Task CreateAsync(string cluster, string path, string body) => SendAsync(cluster, "POST", path, body);

    public Task MergeAsync(string cluster, string path, string body) => SendAsync(cluster, "PATCH", path, body, "application/merge-patch+json");

    public Task ApplyAsync(string cluster, string path, string body) =>
        SendAsync(cluster, "PATCH", $"{path}?fieldManager=fedscaler&force=true", body, "application/apply-patch+yaml");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        Karmada.Dispose();
        foreach (var member in _members) member.Dispose();
        await Fleet.DisposeAsync();
    }
}
