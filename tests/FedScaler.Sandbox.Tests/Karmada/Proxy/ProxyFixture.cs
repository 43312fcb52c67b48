using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Hosting;

namespace FedScaler.Sandbox.Tests.Karmada.Proxy;

/// <summary>Users of the hub of a <see cref="KarmadaWorld"/>, who reach its members through the hub's proxy.</summary>
internal sealed class ProxyFixture : IAsyncDisposable
{
    private ProxyFixture(KarmadaWorld world)
    {
        World = world;
        Http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1) }) { BaseAddress = Hub.Server.Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public KarmadaWorld World { get; }

    public SandboxCluster Hub => World.Fleet.Hub;

    public SandboxCluster Member => World.Fleet["idc-a"];

    public HttpClient Http { get; }

    public static async Task<ProxyFixture> StartAsync(bool tls = false) => new(await KarmadaWorld.StartAsync(tls: tls));

    public static string Proxy(string path, string member = "idc-a") => $"/apis/cluster.karmada.io/v1alpha1/clusters/{member}/proxy{path}";

    public static JsonObject Json(string json) => (JsonObject)JsonNode.Parse(json)!;

    /// <summary>A token of a user who may use every proxy, and do anything with the given resources in the members.</summary>
    public string IssueToken(string user, params string[] resources)
    {
        AllowProxy(new JsonObject { ["kind"] = "User", ["name"] = user });
        if (resources.Length > 0)
            foreach (var member in World.Fleet.Members) Grant(member, user + "-rights", ["*"], resources, new JsonObject { ["kind"] = "User", ["name"] = user });
        return Hub.Server.IssueToken(user);
    }

    public void AllowProxy(params JsonObject[] subjects)
    {
        Grant(Hub, "proxy-" + subjects[0]["name"], ["cluster.karmada.io"], ["clusters/proxy"], subjects);
        World.Run(0);
    }

    public static void Grant(SandboxCluster cluster, string name, string[] groups, string[] resources, params JsonObject[] subjects)
    {
        var rule = new JsonObject { ["apiGroups"] = Texts(groups), ["resources"] = Texts(resources), ["verbs"] = Texts(["*"]) };
        cluster.Store.Create(KnownResources.ClusterRoles, Made(KnownResources.ClusterRoles, name, "rules", new JsonArray(rule)));
        var binding = Made(KnownResources.ClusterRoleBindings, name, "subjects", new JsonArray([.. subjects]));
        binding["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = "ClusterRole", ["name"] = name };
        cluster.Store.Create(KnownResources.ClusterRoleBindings, binding);
    }

    public static HttpRequestMessage Request(string token, string method, string path, string? body = null, string contentType = "application/json")
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(contentType));
        return request;
    }

    public async Task<(int Code, JsonObject Body)> SendAsync(string token, string method, string path, string? body = null, string contentType = "application/json")
    {
        using var request = Request(token, method, path, body, contentType);
        using var response = await Http.SendAsync(request);
        return ((int)response.StatusCode, Json(await response.Content.ReadAsStringAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await World.DisposeAsync();
    }

    private static JsonObject Made(ResourceType type, string name, string field, JsonNode value) =>
        new() { ["apiVersion"] = type.ApiVersion, ["kind"] = type.Kind, ["metadata"] = new JsonObject { ["name"] = name }, [field] = value };

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(static text => (JsonNode)text)];
}
