using System.Text.Json;
using FedScaler.Kube.Json;

namespace FedScaler.Kube.Projections;

internal sealed class PartialObjectDecoder : JsonDecoder<PartialObject>
{
    /// <summary>kubectl apply keeps the whole object in there a second time.</summary>
    private static readonly Func<string, bool> IsCopyOfObject = static key => key is "kubectl.kubernetes.io/last-applied-configuration";

    public override PartialObject Read(ref Utf8JsonReader reader)
    {
        var partial = new PartialObject();
        ProjectionReader.StartObject(ref reader);
        while (ProjectionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("metadata"u8)) ReadMetadata(ref reader, partial);
            else ProjectionReader.SkipValue(ref reader);
        }

        return partial.Name.Length > 0 ? partial : throw new JsonException("an object without a name");
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, PartialObject partial)
    {
        if (!ProjectionReader.EnterObject(ref reader)) return;
        while (ProjectionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("name"u8)) partial.Name = ProjectionReader.Text(ref reader) ?? "";
            else if (reader.ValueTextEquals("namespace"u8)) partial.Namespace = StringPool.ReadValue(ref reader) ?? "";
            else if (reader.ValueTextEquals("uid"u8)) partial.Uid = new ObjectUid(ProjectionReader.Text(ref reader) ?? "");
            else if (reader.ValueTextEquals("resourceVersion"u8)) partial.ResourceVersion = ProjectionReader.Text(ref reader) ?? "";
            else if (reader.ValueTextEquals("labels"u8)) partial.Labels = StringMap.Read(ref reader, shared: true);
            else if (reader.ValueTextEquals("annotations"u8)) partial.Annotations = StringMap.Read(ref reader, shared: false, IsCopyOfObject);
            else if (reader.ValueTextEquals("ownerReferences"u8)) partial.Controller = MetadataFields.Controller(ref reader);
            else ProjectionReader.SkipValue(ref reader);
        }
    }
}
