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
        var meta = template.Metadata ?? new TemplateMetaFields();
        var pods = template.Spec?.Template?.Spec;
        var mark = meta.Annotations?.GetValueOrDefault(BindingMarks.Count);
        return new TemplateRecord(
            new ObjectKey(meta.Namespace, meta.Name), meta.Uid ?? "", meta.ResourceVersion ?? "", meta.Generation ?? 0, Math.Max(0, template.Spec?.Replicas ?? 1),
            pods is null ? null : PodSpecReading.ReadTemplate(pods))
        {
            Retain = meta.Labels?.GetValueOrDefault(KarmadaKeys.RetainReplicas),
            RetainedFrom = meta.Annotations?.GetValueOrDefault(BindingMarks.Retained),
            Mark = CountMark.Parse(mark),
            HasMark = mark is not null,
            IsCountedByKarmada = meta.ManagedFields?.Exists(IsKarmadasCount) == true,
        };
    }

    /// <summary>A FederatedHPA writes to the subresource scale.</summary>
    private static bool IsKarmadasCount(WriterFields writer) =>
        writer is { Manager: KarmadaKeys.ControllerManager, Operation: "Update", Subresource: null or "", FieldsV1.Spec.Replicas: not null };
}
