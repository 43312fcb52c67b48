using System.Text.Json;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Kube.Json;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

/// <summary>Reads a workload on the hub, whatever its kind.</summary>
internal sealed class TemplateDecoder : JsonDecoder<TemplateRecord>
{
    public override TemplateRecord Read(ref Utf8JsonReader reader)
    {
        var template = JsonSerializer.Deserialize(ref reader, BindingJson.Default.TemplateFields) ?? throw new JsonException("null where a workload belongs");
        var meta = template.Metadata ?? new ObjectMeta();
        var pods = template.Spec?.Template?.Spec;
        var mark = meta.Annotations?.GetValueOrDefault(BindingMarks.Count);
        return new TemplateRecord(
            meta.Key, meta.Uid ?? "", meta.ResourceVersion ?? "", meta.Generation ?? 0, Math.Max(0, template.Spec?.Replicas ?? 1),
            pods is null ? null : PodSpecReading.ReadTemplate(pods))
        {
            Retain = meta.Labels?.GetValueOrDefault(KarmadaKeys.RetainReplicas),
            RetainedFrom = meta.Annotations?.GetValueOrDefault(BindingMarks.Retained),
            Mark = CountMark.Parse(mark),
            HasMark = mark is not null,
        };
    }
}
