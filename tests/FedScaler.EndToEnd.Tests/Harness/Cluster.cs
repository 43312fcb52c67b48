using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Workloads;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>One cluster as a user with kubectl sees it: everything here is a request to its API server.</summary>
internal sealed class Cluster(string name, IKubeClient client) : IAsyncDisposable
{
    public const string UserManager = "kubectl-client-side-apply";

    private static readonly WriteOptions User = new(UserManager, Force: true);

    private static readonly ResourceType[] Kinds =
    [
        .. ApiResources.All, .. KarmadaResources.All, KnownResources.Namespaces, KnownResources.Nodes, KnownResources.Pods, KnownResources.Secrets, KnownResources.ConfigMaps, KnownResources.CustomResourceDefinitions, KnownResources.Deployments,
        KnownResources.StatefulSets, KnownResources.HorizontalPodAutoscalers, KnownResources.Events, CloneSetDefinition.Resource,
        KruiseStatefulSetDefinition.Resource, new ResourceType("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget"),
    ];

    public string Name => name;

    public async Task<JsonObject> ApplyAsync(string yaml)
    {
        var body = (JsonObject)YamlJson.Parse(yaml)!;
        var key = new ObjectKey((string?)body["metadata"]!["namespace"], (string)body["metadata"]!["name"]!);
        return await client.PatchAsync(KindOf(body), key, PatchKind.Apply, RequestBody.From(body), User, JsonDecoders.Object, default);
    }

    public async Task<JsonObject> CreateAsync(string yaml)
    {
        var body = (JsonObject)YamlJson.Parse(yaml)!;
        return await client.CreateAsync(KindOf(body), (string?)body["metadata"]!["namespace"], RequestBody.From(body), User, JsonDecoders.Object, default);
    }

    /// <summary>As <c>kubectl replace</c>: what the file does not say is gone.</summary>
    public async Task<JsonObject> ReplaceAsync(string yaml)
    {
        var body = (JsonObject)YamlJson.Parse(yaml)!;
        var key = new ObjectKey((string?)body["metadata"]!["namespace"], (string)body["metadata"]!["name"]!);
        var standing = await client.GetAsync(KindOf(body), key, JsonDecoders.Object, default);
        body["metadata"]!["resourceVersion"] = (string?)standing["metadata"]!["resourceVersion"];
        return await client.ReplaceAsync(KindOf(body), key, RequestBody.From(body), User, JsonDecoders.Object, default);
    }

    /// <summary>Creates an object, or puts it in the place of the one that is there; what the server has against it, or null.</summary>
    public async Task<KubeStatus?> TryWriteAsync(ResourceType type, JsonObject body, bool dryRun, bool replaces = false)
    {
        var options = User with { Force = false, DryRun = dryRun };
        var key = new ObjectKey((string?)body["metadata"]!["namespace"], (string)body["metadata"]!["name"]!);
        try
        {
            if (!replaces)
            {
                await client.CreateAsync(type, key.Namespace, RequestBody.From(body), options, JsonDecoders.Object, default);
                return null;
            }

            body["metadata"]!["resourceVersion"] = (string?)(await client.GetAsync(type, key, JsonDecoders.Object, default))["metadata"]!["resourceVersion"];
            await client.ReplaceAsync(type, key, RequestBody.From(body), options, JsonDecoders.Object, default);
            return null;
        }
        catch (KubeApiException refused)
        {
            return refused.Status;
        }
    }

    /// <summary>Null where there is no such object.</summary>
    public async Task<JsonObject?> FindAsync(ResourceType type, string? ns, string key)
    {
        try
        {
            return await client.GetAsync(type, new ObjectKey(ns, key), JsonDecoders.Object, default);
        }
        catch (KubeApiException missing) when (missing.IsNotFound)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<JsonObject>> ListAsync(ResourceType type, string? ns = null) =>
        (await client.ListAsync(type, ns, new ListOptions(), JsonDecoders.Object, default)).Items;

    /// <summary>A merge patch, given as YAML or JSON.</summary>
    public Task<JsonObject> PatchAsync(ResourceType type, string? ns, string key, string patch, string? subresource = null) =>
        client.PatchAsync(
            type, new ObjectKey(ns, key), PatchKind.Merge, RequestBody.From(YamlJson.Parse(patch)!), User with { Subresource = subresource }, JsonDecoders.Object, default);

    public Task DeleteAsync(ResourceType type, string? ns, string key) => client.DeleteAsync(type, new ObjectKey(ns, key), new DeleteOptions(), default);

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private static ResourceType KindOf(JsonObject body) =>
        Kinds.First(type => type.Kind == (string?)body["kind"] && type.GroupVersion() == (string?)body["apiVersion"]);
}

internal static class ResourceTypeWords
{
    public static string GroupVersion(this ResourceType type) => type.Group.Length == 0 ? type.Version : $"{type.Group}/{type.Version}";
}
