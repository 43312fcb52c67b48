using System.Text.Json;
using FedScaler.Api;
using FedScaler.Api.Json;
using FedScaler.Api.ScaleIns;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>
/// Persists what a ScaleIn remembers. Guarded by the resourceVersion that it was decided from: two that decide at once, or one
/// that decides from an old state, must not both go on.
/// </summary>
internal sealed class ScaleInStatusWriter(IKubeClient hub)
{
    private static readonly JsonDecoder<ScaleIn> Decoder = JsonDecoder<ScaleIn>.Of(ApiJson.Default.ScaleIn);
    private static readonly WriteOptions Options = new(ScaleInMarks.FieldManager, Force: true, Subresource: "status");

    /// <summary>The ScaleIn as the hub has it now, and not as a cache had it a while ago.</summary>
    public Task<ScaleIn> ReadAsync(ScaleIn resource, CancellationToken cancellationToken) =>
        hub.GetAsync(ApiResources.ScaleIns, resource.Metadata.Key, Decoder, cancellationToken);

    /// <summary>Returns the resource as it then stands: the same object when there was nothing to write.</summary>
    public async Task<ScaleIn> WriteAsync(ScaleIn resource, ScaleInStatus status, CancellationToken cancellationToken)
    {
        // Who leads by now is not worth a write.
        status = status with { Epoch = resource.Status?.Epoch };
        if (HubJson.Same(resource.Status, status, ApiJson.Default.ScaleInStatus)) return resource;
        var (metadata, value) = (resource.Metadata, JsonSerializer.SerializeToNode(status, ApiJson.Default.ScaleInStatus));
        var body = HubJson.Apply(ApiResources.ScaleIns, metadata.Key, "status", value, metadata);
        return await hub.PatchAsync(ApiResources.ScaleIns, metadata.Key, PatchKind.Apply, body, Options, Decoder, cancellationToken);
    }
}
