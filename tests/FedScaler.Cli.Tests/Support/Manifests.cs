using FedScaler.Api;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Cli.Tests.Support;

/// <summary>Applies files to a cluster, as kubectl does.</summary>
internal static class Manifests
{
    public static async Task ApplyAsync(IKubeClient client, string path, CancellationToken cancellationToken)
    {
        foreach (var manifest in YamlJson.ParseAll(await File.ReadAllTextAsync(path, cancellationToken)))
        {
            var type = Types.Single(one => one.Kind == manifest["kind"]!.GetValue<string>());
            var metadata = manifest["metadata"]!;
            var key = new ObjectKey(metadata["namespace"]?.GetValue<string>(), metadata["name"]!.GetValue<string>());
            await client.PatchAsync(type, key, PatchKind.Apply, RequestBody.From(manifest), new WriteOptions("kubectl", Force: true), JsonDecoders.Object, cancellationToken);
        }
    }

    private static IEnumerable<ResourceType> Types => [KnownResources.Namespaces, KnownResources.Deployments, .. ApiResources.All];
}
