using System.Text.Json;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Kube.Projections;

/// <summary>Fields of metadata that more than one projection keeps.</summary>
internal static class MetadataFields
{
    private static readonly InternTable<OwnerReference> Owners = new(4 * 1024);

    /// <summary>From the property's name: the version as a number, 0 where it is none.</summary>
    public static ulong Version(ref Utf8JsonReader reader) =>
        ulong.TryParse(ProjectionReader.Text(ref reader), out var version) ? version : 0;

    /// <summary>From the property's name: the owner that controls, one object for all that it owns.</summary>
    public static OwnerReference? Controller(ref Utf8JsonReader reader)
    {
        OwnerReference? controller = null;
        if (!ProjectionReader.EnterArray(ref reader)) return null;
        while (ProjectionReader.NextObject(ref reader))
        {
            var owner = JsonSerializer.Deserialize(ref reader, KubeJsonContext.Default.OwnerReference);
            if (owner is { Controller: true }) controller = Owners.Intern(owner);
        }

        return controller;
    }
}
