using System.Text.Json;
using System.Text.Json.Nodes;
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
        if (Same(resource.Status, status)) return resource;
        var body = new JsonObject
        {
            ["apiVersion"] = ApiResources.ApiVersion,
            ["kind"] = ApiResources.CronHpas.Kind,
            // With its uid: one of the same name that was made meanwhile has no part in this one's past.
            ["metadata"] = new JsonObject { ["name"] = resource.Metadata.Name, ["namespace"] = resource.Metadata.Namespace, ["uid"] = resource.Metadata.Uid },
            ["status"] = JsonSerializer.SerializeToNode(status, ApiJson.Default.CronHpaStatus),
        };
        return await hub.PatchAsync(ApiResources.CronHpas, resource.Metadata.Key, PatchKind.Apply, RequestBody.From(body), Options, Decoder, cancellationToken);
    }

    private static bool Same(CronHpaStatus? before, CronHpaStatus after) =>
        before is not null && JsonSerializer.SerializeToUtf8Bytes(before, ApiJson.Default.CronHpaStatus).AsSpan()
            .SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(after, ApiJson.Default.CronHpaStatus));
}
