using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Api.Json;
using FedScaler.Api.ScaleIns;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>Puts our finalizer on before anything is written anywhere, and takes it off when nothing is left to put back.</summary>
internal sealed class ScaleInFinalizer(IKubeClient hub)
{
    private static readonly JsonDecoder<ScaleIn> Decoder = JsonDecoder<ScaleIn>.Of(ApiJson.Default.ScaleIn);

    public static bool IsOn(ScaleIn resource) => resource.Metadata.Finalizers?.Contains(ScaleInMarks.Finalizer) == true;

    /// <summary>Returns the resource as it then stands: the same object when there was nothing to write.</summary>
    public async Task<ScaleIn> SetAsync(ScaleIn resource, bool on, CancellationToken cancellationToken)
    {
        if (IsOn(resource) == on) return resource;
        var others = (resource.Metadata.Finalizers ?? []).Where(static name => name != ScaleInMarks.Finalizer);
        var wanted = on ? others.Append(ScaleInMarks.Finalizer) : others;
        var body = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                // A merge patch replaces the whole list: guarded, so that nobody else's finalizer is lost.
                ["resourceVersion"] = resource.Metadata.ResourceVersion,
                ["finalizers"] = new JsonArray([.. wanted.Select(static name => JsonValue.Create(name))]),
            },
        };
        return await hub.PatchAsync(
            ApiResources.ScaleIns, resource.Metadata.Key, PatchKind.Merge, RequestBody.From(body), new WriteOptions(ScaleInMarks.FieldManager), Decoder, cancellationToken);
    }
}
