using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Schemas;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Ownership;

/// <summary>
/// Who owns which field: kept up by plain writes, and merged, pruned and fought over by server-side apply, after
/// structured-merge-diff's merge/update.go.
/// </summary>
internal static class FieldOwnership
{
    /// <summary>
    /// Notes a plain write: what it added or changed is the writer's from now on. <paramref name="next"/> gets its managedFields;
    /// its own are taken when it brings some (kubectl migrates them so), the live ones otherwise.
    /// </summary>
    public static void RecordUpdate(JsonObject? live, JsonObject next, FieldSchema schema, FieldWriter writer, string? time)
    {
        var brought = next.At("metadata", "managedFields") as JsonArray;
        var managed = ManagedFields.Of(brought is { Count: > 0 } ? next : live);
        var comparison = FieldComparison.Between(live, next, schema);
        Settle(managed, comparison, writer);
        var owned = managed.Of(writer).Except(comparison.Removed).Union(comparison.Modified).Union(comparison.Added);
        managed.Set(writer, owned, time);
        Write(next, managed);
    }

    /// <summary>
    /// The live object (null: none yet) with the configuration applied to it; null when others own what it would change
    /// and <paramref name="force"/> is not set, with <paramref name="conflicts"/> then naming writers and fields.
    /// </summary>
    public static JsonObject? Apply(
        JsonObject? live, JsonObject config, FieldSchema schema, FieldWriter writer, bool force, string time, out List<FieldConflict> conflicts)
    {
        var managed = ManagedFields.Of(live);
        var last = managed.Of(writer);
        var merged = (JsonObject)FieldMerge.Merge(live ?? [], config, schema)!;
        managed.Set(writer, FieldSetBuilder.Of(config, schema), time);
        var next = Prune(merged, managed, last, schema);
        var comparison = FieldComparison.Between(live, next, schema);
        conflicts = force ? [] : Conflicts(managed, comparison, writer);
        if (conflicts.Count > 0) return null;
        Settle(managed, comparison, writer);
        Write(next, managed);
        return next;
    }

    /// <summary>Takes out what the writer used to apply and no longer does, as far as nobody else owns it.</summary>
    private static JsonObject Prune(JsonObject merged, ManagedFields managed, FieldSet last, FieldSchema schema)
    {
        if (last.IsEmpty) return merged;
        var formerly = last.WithNamedFields(schema);
        var all = FieldSetBuilder.Of(merged, schema).WithNamedFields(schema);
        var pruned = Left(merged, formerly, schema);

        // Put back what somebody (this writer's new configuration too) still owns …
        var owned = managed.Writers.Aggregate(new FieldSet(), (sum, each) => sum.Union(managed.Of(each))).WithNamedFields(schema);
        pruned = Left(merged, all.Except(FieldSetBuilder.Of(pruned, schema).WithNamedFields(schema).Union(owned)), schema);

        // … and what never was this writer's, but went because it hung below something that was.
        return Left(merged, all.Except(FieldSetBuilder.Of(pruned, schema).WithNamedFields(schema)).Intersect(formerly), schema);
    }

    private static JsonObject Left(JsonObject value, FieldSet gone, FieldSchema schema) => FieldMerge.Without(value, gone, schema) as JsonObject ?? [];

    private static List<FieldConflict> Conflicts(ManagedFields managed, FieldComparison comparison, FieldWriter writer)
    {
        var changed = comparison.Modified.Union(comparison.Added);
        return
        [
            .. from other in managed.Writers
               where other != writer
               from path in managed.Of(other).Intersect(changed).Paths()
               select new FieldConflict(other, FieldSteps.Print(path)),
        ];
    }

    private static void Settle(ManagedFields managed, FieldComparison comparison, FieldWriter writer)
    {
        var lost = comparison.Modified.Union(comparison.Added).Union(comparison.Removed);
        foreach (var other in managed.Writers.Where(other => other != writer).ToArray()) managed.Take(other, lost);
    }

    private static void Write(JsonObject next, ManagedFields managed)
    {
        if (managed.ToJson() is { } entries) next.Metadata()["managedFields"] = entries;
        else next.Metadata().Remove("managedFields");
    }
}
