using System.Text.Json;
using FedScaler.Kube.Client;

namespace FedScaler.Kube.Json;

/// <summary>Reads a page of a list, its metadata before or behind the items, each item straight through its own decoder.</summary>
internal sealed class ListDecoder<T>(JsonDecoder<T> items) : JsonDecoder<ResourceList<T>>
{
    public override ResourceList<T> Read(ref Utf8JsonReader reader)
    {
        var (kind, apiVersion, list, page) = ("", "", new List<T>(), default(Page));
        var seen = false;
        ProjectionReader.StartObject(ref reader);
        while (ProjectionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("kind"u8)) kind = ProjectionReader.Text(ref reader) ?? "";
            else if (reader.ValueTextEquals("apiVersion"u8)) apiVersion = ProjectionReader.Text(ref reader) ?? "";
            else if (reader.ValueTextEquals("metadata"u8)) page = ReadPage(ref reader);
            else if (!reader.ValueTextEquals("items"u8)) ProjectionReader.SkipValue(ref reader);
            else if (seen) throw new JsonException("items twice");
            else
            {
                seen = true;
                ReadItems(ref reader, list);
            }
        }

        // An answer without items is not an empty list: an empty fleet would be concluded from it.
        if (!seen) throw new JsonException("not a list: it has no items");
        if (kind.EndsWith("List", StringComparison.Ordinal)) Stamp(list, apiVersion, kind[..^"List".Length]);
        return new ResourceList<T>(list, page.ResourceVersion ?? "", string.IsNullOrEmpty(page.Continue) ? null : page.Continue, page.Remaining);
    }

    private void Stamp(List<T> list, string apiVersion, string kind)
    {
        foreach (var item in list) items.Stamp(item, apiVersion, kind);
    }

    private void ReadItems(ref Utf8JsonReader reader, List<T> list)
    {
        if (!ProjectionReader.EnterArray(ref reader)) return;
        while (ProjectionReader.NextObject(ref reader)) list.Add(items.Read(ref reader));
    }

    private static Page ReadPage(ref Utf8JsonReader reader)
    {
        var page = default(Page);
        if (!ProjectionReader.EnterObject(ref reader)) return page;
        while (ProjectionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("resourceVersion"u8)) page.ResourceVersion = ProjectionReader.Text(ref reader);
            else if (reader.ValueTextEquals("continue"u8)) page.Continue = ProjectionReader.Text(ref reader);
            else if (reader.ValueTextEquals("remainingItemCount"u8))
            {
                reader.Read();
                page.Remaining = reader.TokenType is JsonTokenType.Number && reader.TryGetInt64(out var count) ? count : null;
            }
            else ProjectionReader.SkipValue(ref reader);
        }

        return page;
    }

    private record struct Page(string? ResourceVersion, string? Continue, long? Remaining);
}
