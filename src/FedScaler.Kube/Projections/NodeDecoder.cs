using System.Text.Json;
using FedScaler.Kube.Json;

namespace FedScaler.Kube.Projections;

/// <summary>Reads a node in one pass; images, addresses and the rest of its status stay behind.</summary>
internal sealed class NodeDecoder : JsonDecoder<NodeProjection>
{
    private static readonly InternTable<Taint> Taints = new(512);

    public override NodeProjection Read(ref Utf8JsonReader reader)
    {
        var node = new NodeProjection();
        ProjectionReader.StartObject(ref reader);
        while (ProjectionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("metadata"u8)) ReadMetadata(ref reader, node);
            else if (reader.ValueTextEquals("spec"u8)) ReadSpec(ref reader, node);
            else if (reader.ValueTextEquals("status"u8)) ReadStatus(ref reader, node);
            else ProjectionReader.SkipValue(ref reader);
        }

        return node.Name.Length > 0 ? node : throw new JsonException("a node without a name");
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, NodeProjection node)
    {
        if (!ProjectionReader.EnterObject(ref reader)) return;
        while (ProjectionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("name"u8)) node.Name = StringPool.ReadValue(ref reader) ?? "";
            else if (reader.ValueTextEquals("uid"u8)) node.Uid = MetadataFields.Uid(ref reader);
            else if (reader.ValueTextEquals("resourceVersion"u8)) node.ResourceVersion = MetadataFields.Version(ref reader);
            else if (reader.ValueTextEquals("labels"u8)) node.Labels = StringMap.Read(ref reader, shared: false);
            else ProjectionReader.SkipValue(ref reader);
        }
    }

    private static void ReadSpec(ref Utf8JsonReader reader, NodeProjection node)
    {
        if (!ProjectionReader.EnterObject(ref reader)) return;
        while (ProjectionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("unschedulable"u8)) node.IsUnschedulable = ProjectionReader.Flag(ref reader);
            else if (reader.ValueTextEquals("taints"u8)) node.Taints = ReadTaints(ref reader);
            else ProjectionReader.SkipValue(ref reader);
        }
    }

    private static Taint[] ReadTaints(ref Utf8JsonReader reader)
    {
        if (!ProjectionReader.EnterArray(ref reader)) return [];
        var taints = new List<Taint>();
        while (ProjectionReader.NextObject(ref reader))
        {
            var (key, value, effect) = ("", "", "");
            while (ProjectionReader.NextProperty(ref reader))
            {
                if (reader.ValueTextEquals("key"u8)) key = StringPool.ReadValue(ref reader) ?? "";
                else if (reader.ValueTextEquals("value"u8)) value = StringPool.ReadValue(ref reader) ?? "";
                else if (reader.ValueTextEquals("effect"u8)) effect = StringPool.ReadValue(ref reader) ?? "";
                else ProjectionReader.SkipValue(ref reader);
            }

            taints.Add(Taints.Intern(new Taint(key, value, effect)));
        }

        return [.. taints];
    }

    private static void ReadStatus(ref Utf8JsonReader reader, NodeProjection node)
    {
        if (!ProjectionReader.EnterObject(ref reader)) return;
        while (ProjectionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("allocatable"u8)) node.Allocatable = StringMap.Read(ref reader, shared: true);
            else if (reader.ValueTextEquals("conditions"u8)) node.IsReady = ReadReady(ref reader);
            else ProjectionReader.SkipValue(ref reader);
        }
    }

    private static bool ReadReady(ref Utf8JsonReader reader)
    {
        var ready = false;
        if (!ProjectionReader.EnterArray(ref reader)) return ready;
        while (ProjectionReader.NextObject(ref reader))
        {
            if (ConditionFields.Read(ref reader) is { Type: "Ready" } condition) ready = condition.Status == "True";
        }

        return ready;
    }
}
