using System.Text.Json;
using FedScaler.Api;
using FedScaler.Api.CronHpas;
using FedScaler.Api.Json;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;

namespace FedScaler.Controllers.CronHpas;

/// <summary>Writes a CronHPA's status where it says something new.</summary>
internal sealed class CronHpaStatusWriter(IKubeClient hub)
{
    /// <summary>Field manager of a CronHPA's status.</summary>
    public const string FieldManager = "fedscaler-cronhpa";

    private static readonly JsonDecoder<CronHpa> Decoder = JsonDecoder<CronHpa>.Of(ApiJson.Default.CronHpa);
    private static readonly WriteOptions Options = new(FieldManager, Force: true, Subresource: "status");

    /// <summary>Returns the resource as it then stands: the same object when there was nothing to write.</summary>
    public async Task<CronHpa> WriteAsync(CronHpa resource, CronHpaStatus status, CancellationToken cancellationToken)
    {
        // Who leads by now is not worth a write.
        status = status with { Epoch = resource.Status?.Epoch };
        if (HubJson.Same(resource.Status, status, ApiJson.Default.CronHpaStatus)) return resource;
        var (key, value) = (resource.Metadata.Key, JsonSerializer.SerializeToNode(status, ApiJson.Default.CronHpaStatus));
        var body = HubJson.Apply(ApiResources.CronHpas, key, "status", value, resource.Metadata);
        return await hub.PatchAsync(ApiResources.CronHpas, key, PatchKind.Apply, body, Options, Decoder, cancellationToken);
    }
}
