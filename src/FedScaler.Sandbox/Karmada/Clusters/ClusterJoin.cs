using System.Text;
using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.Karmada.Clusters;

/// <summary>Registers a member in push mode, as karmadactl join does: an account for Karmada there, its tokens and a Cluster on the hub.</summary>
internal static class ClusterJoin
{
    private const string Manager = "karmadactl";
    private const string Impersonator = "karmada-impersonator";

    /// <summary>Has the hub complete Clusters on their way in (pkg/registry/cluster/strategy.go).</summary>
    public static void Install(KarmadaContext context)
    {
        context.Hub.Sandbox.Server.Register(KarmadaResources.Clusters, static (next, _) => ResourceModels.SetDefaults(next));
        BootstrapRoles.Create(context.Hub);
    }

    public static void Join(KarmadaContext context, KarmadaCluster member, IReadOnlyDictionary<string, string> labels)
    {
        var there = member.Sandbox.Server;
        Ensure(there, New(KnownResources.Namespaces, KarmadaKeys.ClusterNamespace));
        Ensure(there, New(KnownResources.ServiceAccounts, Impersonator, KarmadaKeys.ClusterNamespace));

        var hub = context.Hub.Sandbox.Server;
        Ensure(hub, New(KnownResources.Namespaces, KarmadaKeys.ClusterNamespace));
        Ensure(hub, New(KnownResources.Namespaces, KarmadaKeys.ExecutionNamespace(member.Name)));
        Ensure(hub, Secret(member.Name, there, there.AdminToken));
        Ensure(hub, Secret($"{member.Name}-impersonator", there, there.IssueAccountToken(new(KarmadaKeys.ClusterNamespace, Impersonator))));
        context.Hub.Create(KarmadaResources.Clusters, ClusterRegistration.Of(member.Sandbox, labels));
    }

    private static JsonObject Secret(string name, SandboxApiServer member, string token)
    {
        var secret = New(KnownResources.Secrets, name, KarmadaKeys.ClusterNamespace);
        secret["type"] = "Opaque";
        secret["data"] = new JsonObject { ["caBundle"] = Base64(member.CertificateAuthority ?? ""), ["token"] = Base64(token) };
        return secret;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static JsonObject New(ResourceType type, string name, string? ns = null)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (ns is not null) metadata["namespace"] = ns;
        return new() { ["apiVersion"] = type.ApiVersion, ["kind"] = type.Kind, ["metadata"] = metadata };
    }

    private static void Ensure(SandboxApiServer server, JsonObject value)
    {
        var resource = server.Direct.Find(value.Text("apiVersion") ?? "", value.Text("kind") ?? "") ?? throw new InvalidOperationException($"{server.Address} serves no {value.Text("kind")}");
        if (!server.Direct.Exists(resource, value)) server.Direct.Create(resource, value, Manager);
    }
}
