using System.Text.Json;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>Reads a workload of any kind down to what the fleet needs.</summary>
internal sealed class WorkloadDecoder : JsonDecoder<WorkloadRecord>
{
    public override WorkloadRecord Read(ref Utf8JsonReader reader)
    {
        var workload = JsonSerializer.Deserialize(ref reader, FleetJson.Default.WorkloadFields)
            ?? throw new JsonException("null where a workload belongs");
        var meta = workload.Metadata ?? new MetaFields();
        var (spec, status) = (workload.Spec, workload.Status);
        var template = spec?.Template?.Spec;
        return new WorkloadRecord(
            new ObjectKey(meta.Namespace, meta.Name), meta.Uid, meta.ResourceVersion, meta.Generation,
            Math.Max(0, spec?.Replicas ?? status?.Replicas ?? 0),
            Math.Max(0, status?.ReadyReplicas ?? 0),
            PodSelector.Read(spec?.Selector ?? status?.Selector ?? status?.LabelSelector),
            template is null ? null : PodSpecReading.ReadTemplate(template));
    }
}
