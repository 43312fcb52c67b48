using System.Text.Json;
using FedScaler.Api.Common;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

/// <summary>Reads which workload an object scales, and nothing else of it.</summary>
internal sealed class ScalerDecoder : JsonDecoder<ScalerRecord>
{
    public override ScalerRecord Read(ref Utf8JsonReader reader)
    {
        var scaler = JsonSerializer.Deserialize(ref reader, BindingJson.Default.ScalerFields) ?? throw new JsonException("null where an object belongs");
        var meta = scaler.Metadata ?? new ObjectMeta();
        var target = scaler.Spec?.ScaleTargetRef ?? new ScaleTargetRef();
        return new ScalerRecord(ObjectIdentity.Of(meta), new WorkloadName(meta.Namespace ?? "", HpaRecord.GroupOf(target.ApiVersion), target.Kind, target.Name)) { IsPaused = scaler.Spec?.Paused == true };
    }
}

internal sealed class ScalerFields
{
    public ObjectMeta? Metadata { get; set; }

    public ScalerSpecFields? Spec { get; set; }
}

internal sealed class ScalerSpecFields
{
    public ScaleTargetRef? ScaleTargetRef { get; set; }

    public bool? Paused { get; set; }
}
