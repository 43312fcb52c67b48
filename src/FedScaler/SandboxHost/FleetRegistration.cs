using System.Text;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Api.Schema;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.SandboxHost;

/// <summary>Does to a hub what a user does: installs the CRDs, and registers members, each with its Secret.</summary>
internal static class FleetRegistration
{
    private static readonly WriteOptions Writer = new("fedscaler-sandbox", Force: true);

    public static async Task InstallAsync(IKubeClient hub, string ns, CancellationToken cancellationToken)
    {
        foreach (var crd in CrdGenerator.All()) await ApplyAsync(hub, KnownResources.CustomResourceDefinitions, null, crd, cancellationToken);
        await ApplyAsync(hub, KnownResources.Namespaces, null, New("v1", "Namespace", ns, null), cancellationToken);
    }

    public static async Task RegisterAsync(
        IKubeClient hub, string ns, string name, IReadOnlyDictionary<string, string> labels, string kubeconfig, CancellationToken cancellationToken)
    {
        var secret = New("v1", "Secret", name, ns);
        secret["data"] = new JsonObject { ["kubeconfig"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(kubeconfig)) };
        await ApplyAsync(hub, KnownResources.Secrets, ns, secret, cancellationToken);

        var member = New(ApiResources.ApiVersion, ApiResources.MemberClusters.Kind, name, null);
        var marks = new JsonObject();
        foreach (var (key, value) in labels) marks[key] = value;
        member["metadata"]!["labels"] = marks;
        member["spec"] = new JsonObject { ["kubeconfigSecretRef"] = new JsonObject { ["name"] = name, ["key"] = "kubeconfig" } };
        await ApplyAsync(hub, ApiResources.MemberClusters, null, member, cancellationToken);
    }

    private static JsonObject New(string apiVersion, string kind, string name, string? ns)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (ns is not null) metadata["namespace"] = ns;
        return new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind, ["metadata"] = metadata };
    }

    private static Task<JsonObject> ApplyAsync(IKubeClient hub, ResourceType type, string? ns, JsonObject body, CancellationToken cancellationToken) =>
        hub.PatchAsync(
            type, new ObjectKey(ns, body["metadata"]!["name"]!.GetValue<string>()), PatchKind.Apply, RequestBody.From(body), Writer, JsonDecoders.Object, cancellationToken);
}
