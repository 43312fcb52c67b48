using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Karmada;
using FedScaler.Sandbox.Simulation;
using FedScaler.Sandbox.Simulation.Nodes;
using FedScaler.Sandbox.Time;
using Shouldly;

namespace FedScaler.Sandbox.Tests.Karmada;

/// <summary>A hub with Karmada and members idc-a and idc-b that have joined it, on a stepped clock.</summary>
internal sealed class KarmadaRig : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 20, 0, 0, TimeSpan.Zero);

    private readonly List<MemberSimulation> _members = [];
    private readonly HttpClient _http;

    private KarmadaRig(SandboxFleet fleet, SimulatedTimeProvider time)
    {
        (Fleet, Time) = (fleet, time);
        foreach (var member in fleet.Members)
        {
            for (var i = 0; i < 3; i++) member.Store.Create(KnownResources.Nodes, NodeManifest.Create($"n{i}", "8", "32Gi", time.GetUtcNow()));
            _members.Add(new(member.Name, member.Store, time, new SimulationSettings()));
        }

        Karmada = new(fleet.Hub, fleet.Members, _members, time, new KarmadaSettings { Seed = 7 });
        Simulation = new(_members, Karmada);
        _http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1) }) { BaseAddress = fleet.Hub.Server.Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public SandboxFleet Fleet { get; }

    public SandboxCluster Hub => Fleet.Hub;

    public SandboxCluster Member => Fleet["idc-a"];

    public SimulatedTimeProvider Time { get; }

    public KarmadaSimulation Karmada { get; }

    public FleetSimulation Simulation { get; }

    public HttpClient Http => _http;

    public static async Task<KarmadaRig> StartAsync(bool tls = false)
    {
        var time = new SimulatedTimeProvider(Start);
        var rig = new KarmadaRig(await SandboxFleet.StartAsync(new SandboxOptions { Members = ["idc-a", "idc-b"], UseTls = tls, Time = time }), time);
        foreach (var member in rig.Fleet.Members) rig.Karmada.Join(member.Name, new Dictionary<string, string>());
        rig.Settle();
        return rig;
    }

    public static string Proxy(string path, string member = "idc-a") => $"/apis/cluster.karmada.io/v1alpha1/clusters/{member}/proxy{path}";

    public static JsonObject Json(string json) => (JsonObject)JsonNode.Parse(json)!;

    public void Settle() => Run(0);

    public void Run(double seconds) => Simulation.AdvanceTo(Time, Time.GetUtcNow() + TimeSpan.FromSeconds(seconds));

    /// <summary>A token of a user on the hub who may use every proxy there, and do anything with the given resources in the members.</summary>
    public string IssueToken(string user, params string[] resources)
    {
        AllowProxy(new JsonObject { ["kind"] = "User", ["name"] = user });
        if (resources.Length > 0)
            foreach (var member in Fleet.Members) Grant(member, user + "-rights", ["*"], resources, new JsonObject { ["kind"] = "User", ["name"] = user });
        Settle();
        return Hub.Server.IssueToken(user);
    }

    public void AllowProxy(params JsonObject[] subjects) => Grant(Hub, "proxy-" + subjects[0]["name"], ["cluster.karmada.io"], ["clusters/proxy"], subjects);

    public static void Grant(SandboxCluster cluster, string name, string[] groups, string[] resources, params JsonObject[] subjects)
    {
        var rule = new JsonObject { ["apiGroups"] = Texts(groups), ["resources"] = Texts(resources), ["verbs"] = Texts(["*"]) };
        cluster.Store.Create(KnownResources.ClusterRoles, Made(KnownResources.ClusterRoles, name, "rules", new JsonArray(rule)));
        var binding = Made(KnownResources.ClusterRoleBindings, name, "subjects", new JsonArray([.. subjects]));
        binding["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = "ClusterRole", ["name"] = name };
        cluster.Store.Create(KnownResources.ClusterRoleBindings, binding);
    }

    public void AddNamespace(SandboxCluster cluster, string name) =>
        cluster.Store.Create(KnownResources.Namespaces, Json($$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{{name}}}"}}"""));

    public HttpRequestMessage Request(string token, string method, string path, string? body = null, string contentType = "application/json")
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(contentType));
        return request;
    }

    public async Task<(int Code, JsonObject Body)> SendAsync(string token, string method, string path, string? body = null, string contentType = "application/json")
    {
        using var request = Request(token, method, path, body, contentType);
        using var response = await _http.SendAsync(request);
        return ((int)response.StatusCode, Json(await response.Content.ReadAsStringAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Fleet.DisposeAsync();
        Karmada.Dispose();
        foreach (var member in _members) member.Dispose();
    }

    private static JsonObject Made(ResourceType type, string name, string field, JsonNode value) =>
        new() { ["apiVersion"] = type.ApiVersion, ["kind"] = type.Kind, ["metadata"] = new JsonObject { ["name"] = name }, [field] = value };

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(static text => (JsonNode)text)];
}
