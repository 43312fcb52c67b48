using System.Text.Json;
using FedScaler.Kube.Json;

namespace FedScaler.Kube.Watch;

/// <summary>How far a watch has come, as an event's object tells it.</summary>
internal readonly record struct WatchPosition(string ResourceVersion, bool InitialEventsEnd)
{
    /// <summary>Looks ahead on a copy of the reader, which stands on the object's start.</summary>
    public static WatchPosition Peek(Utf8JsonReader reader)
    {
        ProjectionReader.StartObject(ref reader);
        while (ProjectionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("metadata"u8)) return ReadMetadata(ref reader);
            ProjectionReader.SkipValue(ref reader);
        }

        throw new JsonException("an object without metadata");
    }

    private static WatchPosition ReadMetadata(ref Utf8JsonReader reader)
    {
        var (version, end) = ("", false);
        if (!ProjectionReader.EnterObject(ref reader)) throw new JsonException("an object without metadata");
        while (ProjectionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("resourceVersion"u8)) version = ProjectionReader.Text(ref reader) ?? "";
            else if (reader.ValueTextEquals("annotations"u8)) end = ReadAnnotations(ref reader);
            else ProjectionReader.SkipValue(ref reader);
        }

        return version.Length > 0 ? new WatchPosition(version, end) : throw new JsonException("an object without resourceVersion");
    }

    /// <summary>KEP-3157 marks the end of the initial events by an annotation of a bookmark.</summary>
    private static bool ReadAnnotations(ref Utf8JsonReader reader)
    {
        var end = false;
        if (!ProjectionReader.EnterObject(ref reader)) return end;
        while (ProjectionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("k8s.io/initial-events-end"u8)) end = ProjectionReader.TextIs(ref reader, "true"u8);
            else ProjectionReader.SkipValue(ref reader);
        }

        return end;
    }
}
