using System.Text.Json.Nodes;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Ownership;

/// <summary>metadata.managedFields, read into sets by writer. The entries keep the time at which their set last changed.</summary>
internal sealed class ManagedFields
{
    private readonly Dictionary<FieldWriter, Entry> _entries = [];

    public IEnumerable<FieldWriter> Writers => _entries.Keys;

    public static ManagedFields Of(JsonObject? value)
    {
        var managed = new ManagedFields();
        foreach (var entry in (value.At("metadata", "managedFields") as JsonArray ?? []).OfType<JsonObject>())
        {
            if (entry.Text("manager") is not { } manager) continue;
            var writer = new FieldWriter(manager, entry.Text("operation") ?? FieldWriter.Update, entry.Text("apiVersion") ?? "", entry.Text("subresource") ?? "");
            managed._entries[writer] = new Entry(FieldSet.FromJson(entry["fieldsV1"] as JsonObject), entry.Text("time"));
        }

        return managed;
    }

    public FieldSet Of(FieldWriter writer) => _entries.TryGetValue(writer, out var entry) ? entry.Set : new FieldSet();

    /// <summary>Gives a writer this set; an unchanged set keeps its time, an empty one ends the entry.</summary>
    public void Set(FieldWriter writer, FieldSet set, string? time)
    {
        if (set.IsEmpty) _entries.Remove(writer);
        else if (!_entries.TryGetValue(writer, out var entry) || !entry.Set.SameAs(set)) _entries[writer] = new Entry(set, time);
    }

    /// <summary>Takes fields from a writer who lost them; that does not touch the time of the entry.</summary>
    public void Take(FieldWriter writer, FieldSet lost)
    {
        if (!_entries.TryGetValue(writer, out var entry)) return;
        var left = entry.Set.Except(lost);
        if (left.IsEmpty) _entries.Remove(writer);
        else _entries[writer] = entry with { Set = left };
    }

    /// <summary>Sorted as managedfields/internal/managedfields.go does: appliers first, then by time, then by name.</summary>
    public JsonArray? ToJson()
    {
        if (_entries.Count == 0) return null;
        var sorted = _entries
            .OrderBy(entry => entry.Key.Operation, StringComparer.Ordinal)
            .ThenBy(entry => entry.Value.Time ?? "", StringComparer.Ordinal)
            .ThenBy(entry => entry.Key.Manager, StringComparer.Ordinal)
            .ThenBy(entry => entry.Key.Subresource, StringComparer.Ordinal);
        return new JsonArray([.. sorted.Select(entry => ToJson(entry.Key, entry.Value))]);
    }

    private static JsonObject ToJson(FieldWriter writer, Entry entry)
    {
        var json = new JsonObject { ["manager"] = writer.Manager, ["operation"] = writer.Operation, ["apiVersion"] = writer.ApiVersion };
        if (entry.Time is { } time) json["time"] = time;
        json["fieldsType"] = "FieldsV1";
        json["fieldsV1"] = entry.Set.ToJson();
        if (writer.Subresource.Length > 0) json["subresource"] = writer.Subresource;
        return json;
    }

    private sealed record Entry(FieldSet Set, string? Time);
}
