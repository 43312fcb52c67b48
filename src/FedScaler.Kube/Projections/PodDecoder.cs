using System.Text.Json;
using FedScaler.Kube.Json;

namespace FedScaler.Kube.Projections;

/// <summary>Reads a pod in one pass.</summary>
internal sealed class PodDecoder : JsonDecoder<PodProjection>
{
    [ThreadStatic]
    private static PodRequestsReader? _scratch;

    /// <summary>Labels that are another for every pod of one controller.</summary>
    private static readonly Func<string, bool> IsPerPod = static key => key is
        "statefulset.kubernetes.io/pod-name" or "apps.kubernetes.io/pod-index" or "apps.kruise.io/cloneset-instance-id"
        or "batch.kubernetes.io/job-completion-index";

    public override PodProjection Read(ref Utf8JsonReader reader)
    {
        var pod = new PodProjection();
        ProjectionReader.StartObject(ref reader);
        while (ProjectionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("metadata"u8)) ReadMetadata(ref reader, pod);
            else if (reader.ValueTextEquals("spec"u8)) ReadSpec(ref reader, pod);
            else if (reader.ValueTextEquals("status"u8)) ReadStatus(ref reader, pod);
            else ProjectionReader.SkipValue(ref reader);
        }

        return pod.Name.Length > 0 ? pod : throw new JsonException("a pod without a name");
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, PodProjection pod)
    {
        if (!ProjectionReader.EnterObject(ref reader)) return;
        while (ProjectionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("name"u8)) pod.Name = ProjectionReader.Text(ref reader) ?? "";
            else if (reader.ValueTextEquals("namespace"u8)) pod.Namespace = StringPool.ReadValue(ref reader) ?? "";
            else if (reader.ValueTextEquals("uid"u8)) pod.Uid = MetadataFields.Uid(ref reader);
            else if (reader.ValueTextEquals("resourceVersion"u8)) pod.ResourceVersion = MetadataFields.Version(ref reader);
            else if (reader.ValueTextEquals("labels"u8)) pod.Labels = StringMap.Read(ref reader, shared: true, IsPerPod);
            else ProjectionReader.SkipValue(ref reader);
        }
    }

    private static void ReadSpec(ref Utf8JsonReader reader, PodProjection pod)
    {
        if (!ProjectionReader.EnterObject(ref reader)) return;
        var requests = _scratch ??= new PodRequestsReader();
        requests.Clear();
        while (ProjectionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("nodeName"u8)) pod.NodeName = StringPool.ReadValue(ref reader) is { Length: > 0 } node ? node : null;
            else if (!requests.TryRead(ref reader)) ProjectionReader.SkipValue(ref reader);
        }

        pod.Requests = requests.Total();
    }

    private static void ReadStatus(ref Utf8JsonReader reader, PodProjection pod)
    {
        if (!ProjectionReader.EnterObject(ref reader)) return;
        while (ProjectionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("phase"u8)) pod.Phase = ReadPhase(ref reader);
            else if (reader.ValueTextEquals("conditions"u8)) ReadConditions(ref reader, pod);
            else ProjectionReader.SkipValue(ref reader);
        }
    }

    private static PodPhase ReadPhase(ref Utf8JsonReader reader) => StringPool.ReadValue(ref reader) switch
    {
        "Pending" => PodPhase.Pending,
        "Running" => PodPhase.Running,
        "Succeeded" => PodPhase.Succeeded,
        "Failed" => PodPhase.Failed,
        _ => PodPhase.Unknown,
    };

    private static void ReadConditions(ref Utf8JsonReader reader, PodProjection pod)
    {
        if (!ProjectionReader.EnterArray(ref reader)) return;
        while (ProjectionReader.NextObject(ref reader))
        {
            var condition = ConditionFields.Read(ref reader);
            if (condition is { Type: "Ready" }) pod.IsReady = condition.Status == "True";
            else if (condition is { Type: "PodScheduled", Status: "False", Reason: "Unschedulable" }) pod.IsUnschedulable = true;
        }
    }
}
