using System.Collections.Frozen;

namespace FedScaler.Sandbox.ApiServer.Schemas;

/// <summary>
/// The types of the built-in kinds, read from builtin-types.txt. Its lines are <c>Type: field type, field type</c>, where a
/// type is a name, <c>{T}</c> for a map, <c>[T]</c> for an atomic list, <c>[T/set]</c>, <c>[T/key+key]</c> for a list that is
/// merged by key, <c>@T</c> for a struct or map that is owned as a whole, <c>str=X</c> for a default that counts in merge keys;
/// a field that ends in a dot is always present in Go's JSON, one with a dash is never owned.
/// </summary>
internal static class BuiltInSchemas
{
    private static readonly FrozenDictionary<string, FieldSchema> Types = Load();

    /// <summary>The schema of a named built-in type; accepts anything where the type is not described.</summary>
    public static FieldSchema Of(string typeName) => Types.GetValueOrDefault(typeName, FieldSchema.Anything);

    private static FrozenDictionary<string, FieldSchema> Load()
    {
        using var stream = typeof(BuiltInSchemas).Assembly.GetManifestResourceStream("builtin-types.txt")
            ?? throw new InvalidOperationException("builtin-types.txt is not embedded");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line[0] != '#')
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .ToList();
        var types = lines.ToDictionary(line => line[0], line => new FieldSchema { Type = SchemaType.Object, TypeName = line[0] });
        foreach (var line in lines)
        {
            foreach (var field in line[1].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var space = field.IndexOf(' ', StringComparison.Ordinal);
                var name = field[..space];
                var parsed = Parse(field[(space + 1)..], name.EndsWith('.'), types);
                parsed.Unowned = name.Contains('-', StringComparison.Ordinal);
                types[line[0]].Fields[name.TrimEnd('.', '-')] = parsed;
            }
        }

        return types.ToFrozenDictionary();
    }

    private static FieldSchema Parse(string type, bool always, Dictionary<string, FieldSchema> types) => type[0] switch
    {
        '{' => new FieldSchema { Type = SchemaType.Map, Items = Parse(type[1..^1], always: false, types), AlwaysPresent = always },
        '[' => ParseList(type[1..^1], always, types),
        '@' when type[1] == '{' => new FieldSchema { Type = SchemaType.Map, Items = Parse(type[2..^1], always: false, types), Atomic = true },
        '@' => Named(type[1..], always, atomic: true, types),
        _ => Named(type, always, atomic: false, types),
    };

    private static FieldSchema ParseList(string inside, bool always, Dictionary<string, FieldSchema> types)
    {
        var slash = inside.IndexOf('/', StringComparison.Ordinal);
        var items = Parse(slash < 0 ? inside : inside[..slash], always: false, types);
        string[] keys = slash < 0 || inside.EndsWith("/set", StringComparison.Ordinal) ? [] : inside[(slash + 1)..].Split('+');
        return new FieldSchema
        {
            Type = SchemaType.List,
            Items = items,
            ListKeys = keys,
            ListKind = keys.Length > 0 ? ListKind.Map : slash < 0 ? ListKind.Atomic : ListKind.Set,
            AlwaysPresent = always,
        };
    }

    private static FieldSchema Named(string type, bool always, bool atomic, Dictionary<string, FieldSchema> types)
    {
        var parts = type.Split('=');
        var name = parts[0];
        SchemaType? scalar = name switch
        {
            "str" or "time" => SchemaType.String,
            "int" => SchemaType.Integer,
            "bool" => SchemaType.Boolean,
            "intstr" => SchemaType.IntOrString,
            "qty" => SchemaType.Quantity,
            "any" => SchemaType.Any,
            _ => null,
        };
        if (scalar is { } known)
            return new FieldSchema { Type = known, AlwaysPresent = always, Format = name == "time" ? "date-time" : "", Default = parts.Length > 1 ? parts[1] : null };

        var declared = types.TryGetValue(name, out var found) ? found : throw new InvalidOperationException($"type {name} is not described");

        // The fields are shared, not copied: types refer to each other, and to themselves (JSONSchemaProps).
        return new FieldSchema { Type = SchemaType.Object, TypeName = name, Fields = declared.Fields, Atomic = atomic, AlwaysPresent = always };
    }
}
