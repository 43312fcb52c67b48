using System.Text;
using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer;
using FedScaler.Sandbox.ApiServer.Authorization;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.ApiServer.Requests;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Json;
using Microsoft.AspNetCore.Http;

namespace FedScaler.Sandbox.Karmada.Proxy;

/// <summary>
/// The subresource proxy of Clusters: passes requests on to the member's API server, as the impersonator that Karmada keeps
/// there and on behalf of whoever asks (pkg/util/proxy/proxy.go).
/// </summary>
internal sealed class ClusterProxy(SandboxCluster hub, IReadOnlyDictionary<string, SandboxApiServer> members)
{
    /// <summary>Serves it on a hub.</summary>
    public static void Serve(SandboxCluster hub, IEnumerable<SandboxCluster> members)
    {
        var servers = members.ToDictionary(static member => member.Name, static member => member.Server);
        hub.Server.Connect(KarmadaResources.Clusters, RequestPath.Proxy, new ClusterProxy(hub, servers).AnswerAsync);
    }

    private async Task AnswerAsync(ApiRequest request)
    {
        var cluster = hub.Store.Get(KarmadaResources.Clusters, new ObjectKey(null, request.Name)) ?? throw ApiException.NotFound(KarmadaResources.Clusters, request.Name);
        try
        {
            var token = TokenOf(cluster);
            // A Cluster whose address is nobody's.
            if (!members.TryGetValue(request.Name, out var member)) throw new IOException($"dial tcp: lookup {request.Name}: no such host");
            await hub.Server.ForwardAsync(request, member, Headers(request, token));
        }
        catch (IOException failure) when (!request.Http.Response.HasStarted)
        {
            // What an API server makes of an error that is no Status (apiserver's handlers/responsewriters/status.go).
            request.Http.Response.Clear();
            await ResponseWriter.WriteStatusAsync(request.Http.Response, 500, StatusBody.Failure(500, "", failure.Message));
        }
    }

    private string TokenOf(JsonObject cluster)
    {
        var reference = cluster.At("spec", "impersonatorSecretRef") as JsonObject ?? throw new IOException($"the impersonatorSecretRef of cluster {cluster.Name()} is nil");
        var key = new ObjectKey(reference.Text("namespace"), reference.Text("name") ?? "");
        var secret = hub.Store.Get(KnownResources.Secrets, key) ?? throw ApiException.NotFound(KnownResources.Secrets, key.Name);
        return (secret["data"] as JsonObject).Text("token") is { } token
            ? Encoding.UTF8.GetString(Convert.FromBase64String(token))
            : throw new IOException($"failed to get impresonateToken for cluster {cluster.Name()}: the impresonate token of cluster {cluster.Name()} is empty");
    }

    private static HeaderDictionary Headers(ApiRequest request, string token)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in request.Http.Request.Headers)
            if (!Impersonation.IsOwn(name)) headers[name] = value;
        headers["Authorization"] = $"Bearer {token}";
        headers[Impersonation.UserHeader] = request.User.Name;
        // The member knows by itself who is authenticated. All other groups are impersonated, those of a ServiceAccount too, so that
        // a binding on the hub has to name them beside the account (Karmada's guide to its aggregated API endpoint).
        string[] groups = [.. request.User.Groups.Where(static group => group is not ("system:authenticated" or "system:unauthenticated"))];
        if (groups.Length > 0) headers[Impersonation.GroupHeader] = groups;
        return headers;
    }
}
