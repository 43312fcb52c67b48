using System.Text.Json;
using FedScaler.Kube.Json;

namespace FedScaler.Kube.Projections;

/// <summary>Fields of metadata that more than one projection keeps. The reader stands on the property's name.</summary>
internal static class MetadataFields
{
    public static ObjectUid Uid(ref Utf8JsonReader reader) => new(ProjectionReader.Text(ref reader) ?? "");

    public static ObjectVersion Version(ref Utf8JsonReader reader) => new(ProjectionReader.Text(ref reader) ?? "");
}
