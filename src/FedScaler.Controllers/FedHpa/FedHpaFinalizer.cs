using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Controllers.Fleet;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;

namespace FedScaler.Controllers.FedHpas;

/// <summary>Puts our finalizer on before there is anything to undo, and takes it off when there no longer is.</summary>
internal sealed class FedHpaFinalizer(IKubeClient hub, IFleet fleet)
{
    private static readonly JsonDecoder<FedHpa> Decoder = JsonDecoder<FedHpa>.Of(ApiJson.Default.FedHpa);

    public static bool IsOn(FedHpa resource) => resource.Metadata.Finalizers?.Contains(FedHpaMarks.Finalizer) == true;

    /// <summary>Orphan leaves everything as it stands, so nothing has to wait for it, but where something on the hub has to be let go.</summary>
    public bool IsNeeded(FedHpa resource) => resource.Spec.DeletionPolicy != DeletionPolicy.Orphan || fleet.KeepsHpas;

    /// <summary>Returns the resource as it then stands: the same object when there was nothing to write.</summary>
    public async Task<FedHpa> SetAsync(FedHpa resource, bool on, CancellationToken cancellationToken)
    {
        if (IsOn(resource) == on) return resource;
        var others = (resource.Metadata.Finalizers ?? []).Where(static name => name != FedHpaMarks.Finalizer);
        var wanted = on ? others.Append(FedHpaMarks.Finalizer) : others;
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
            ApiResources.FedHpas, resource.Metadata.Key, PatchKind.Merge, RequestBody.From(body), new WriteOptions(FedHpaMarks.FieldManager), Decoder, cancellationToken);
    }
}
