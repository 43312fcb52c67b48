using System.Text.Json.Nodes;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Migrate.ControlPlane;

namespace FedScaler.Migrate.FederatedHpas;

/// <summary>The writes of a migration. Each is guarded by what was seen: where somebody else has been there, it is looked at anew.</summary>
internal static class HubWrites
{
    private static readonly WriteOptions Writer = new("fedscaler-migrate");

    public static Task CreateAsync(IKubeClient hub, ResourceType type, JsonObject manifest, CancellationToken cancellationToken) =>
        hub.CreateAsync(type, manifest.Namespace(), RequestBody.From(manifest), Writer, JsonDecoders.Nothing, cancellationToken);

    /// <summary>Deletes this very object, if it is not on its way out already.</summary>
    public static async Task DeleteAsync(IKubeClient hub, ResourceType type, JsonObject standing, CancellationToken cancellationToken)
    {
        if (standing["metadata"]?["deletionTimestamp"] is not null) return;
        try
        {
            await hub.DeleteAsync(type, KeyOf(standing), new DeleteOptions(Uid: standing.Uid()), cancellationToken);
        }
        catch (KubeApiException gone) when (gone.IsNotFound)
        {
            // That is what was wanted.
        }
    }

    /// <summary>Merges a change into an object, if it is still as it was seen.</summary>
    public static Task MergeAsync(IKubeClient hub, ResourceType type, JsonObject standing, JsonObject change, CancellationToken cancellationToken)
    {
        if (change["metadata"] is not JsonObject metadata) change["metadata"] = metadata = [];
        metadata["resourceVersion"] = standing["metadata"]?["resourceVersion"].Text();
        return hub.PatchAsync(type, KeyOf(standing), PatchKind.Merge, RequestBody.From(change), Writer, JsonDecoders.Nothing, cancellationToken);
    }

    private static ObjectKey KeyOf(JsonObject standing) => new(standing.Namespace(), standing.Name());
}
