using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api.Schema;

namespace FedScaler.Api.Validation;

/// <summary>
/// Holds a value against a structural schema: types, bounds, patterns, what is required, list-map keys. Reads the part of
/// OpenAPI v3 that the generator writes; CEL rules have their twins in <see cref="ApiAdmission"/>.
/// </summary>
/// <param name="refuseUnknown">Refuse fields that the schema does not name, as against let them pass.</param>
public sealed class SchemaValidator(bool refuseUnknown)
{
    private readonly List<FieldError> _errors = [];

    /// <summary>All that is wrong with <paramref name="value"/>; <paramref name="path"/> is put before each field.</summary>
    public static IReadOnlyList<FieldError> Validate(JsonNode? value, JsonObject schema, string path = "", bool refuseUnknown = false)
    {
        var validator = new SchemaValidator(refuseUnknown);
        validator.Check(value, schema, path);
        return validator._errors;
    }

    private void Check(JsonNode? value, JsonObject schema, string path)
    {
        if ((bool?)schema["x-kubernetes-int-or-string"] == true)
        {
            CheckIntegerOrText(value, schema, path);
            return;
        }

        var type = (string)schema["type"]!;
        if (!IsOfType(value, type))
        {
            Report(path, $"must be {Article(type)}, and is {Describe(value)}: write {Example(type)}", FieldReasons.TypeInvalid);
            return;
        }

        switch (type)
        {
            case "object": CheckObject(value!.AsObject(), schema, path); break;
            case "array": CheckArray(value!.AsArray(), schema, path); break;
            case "string": CheckText(value!.GetValue<string>(), schema, path); break;
            case "integer": CheckInteger(Integer(value!)!.Value, schema, path); break;
            default: break;
        }
    }

    private void CheckIntegerOrText(JsonNode? value, JsonObject schema, string path)
    {
        if (IsOfType(value, "string")) CheckText(value!.GetValue<string>(), schema, path);
        else if (IsOfType(value, "integer")) CheckInteger(Integer(value!)!.Value, schema, path);
        else Report(path, $"must be a whole number or text, and is {Describe(value)}: write a fraction as 500m or in quotes", FieldReasons.TypeInvalid);
    }

    private void CheckObject(JsonObject value, JsonObject schema, string path)
    {
        foreach (var name in Names(schema["required"]))
            if (value[name] is null) Report(Join(path, name), "must be given", FieldReasons.Required);

        var properties = schema["properties"] as JsonObject;
        var each = schema["additionalProperties"] as JsonObject;
        if ((int?)schema["maxProperties"] is { } most && value.Count > most)
            Report(path, $"holds {value.Count} entries, and at most {most} are allowed: leave some out", FieldReasons.TooMany);
        foreach (var (name, field) in value)
        {
            if (properties?[name] is JsonObject known)
            {
                // A null stands for an absent field: the API server prunes it or puts the default there.
                if (field is not null) Check(field, known, Join(path, name));
            }
            else if (each is not null) Check(field, each, $"{path}[{name}]");
            else if (refuseUnknown && properties is not null && !IsFree(schema)) ReportUnknown(properties, path, name);
        }
    }

    private void CheckArray(JsonArray value, JsonObject schema, string path)
    {
        if ((int?)schema["maxItems"] is { } most && value.Count > most)
            Report(path, $"holds {value.Count} items, and at most {most} are allowed: leave some out", FieldReasons.TooMany);
        if ((int?)schema["minItems"] is { } least && value.Count < least)
            Report(path, $"holds {value.Count} items: give at least {least}");

        var items = schema["items"]!.AsObject();
        for (var i = 0; i < value.Count; i++) Check(value[i], items, $"{path}[{i}]");
        CheckKeys(value, Names(schema["x-kubernetes-list-map-keys"]), path);
    }

    private void CheckKeys(JsonArray value, IReadOnlyList<string> keys, string path)
    {
        if (keys.Count == 0) return;
        var seen = new Dictionary<string, int>();
        for (var i = 0; i < value.Count; i++)
        {
            if (value[i] is not JsonObject item) continue;
            var key = string.Join(", ", keys.Select(name => $"{name} {item[name]?.ToJsonString()}"));
            if (!seen.TryAdd(key, i)) Report($"{path}[{i}]", $"{key} is there already, in {path}[{seen[key]}]: keep one of them", FieldReasons.Duplicate);
        }
    }

    private void CheckText(string value, JsonObject schema, string path)
    {
        if (schema["enum"] is JsonArray allowed)
        {
            var names = Names(allowed);
            if (!names.Contains(value))
                Report(path, $"{Quote(value)} is not one of {string.Join(", ", names)}{Suggestion.For(value, names)}", FieldReasons.NotSupported);
            return;
        }

        // Lengths are of code points, as the server counts them.
        var length = value.EnumerateRunes().Count();
        if ((int?)schema["minLength"] is { } least && length < least)
        {
            Report(path, "must not be empty", FieldReasons.Required);
            return;
        }

        if ((int?)schema["maxLength"] is { } most && length > most)
            Report(path, $"is {length} characters long: at most {most} are allowed", FieldReasons.TooLong);
        if ((string?)schema["pattern"] is { } pattern && !TextPattern.Matches(pattern, value))
            Report(path, $"{Quote(value)} is not well formed: it must match {pattern}");
        foreach (var rule in schema["x-kubernetes-validations"] as JsonArray ?? [])
            if (TextRule.Read((string)rule!["rule"]!) is { } text && !TextPattern.Matches(text, value)) Report(path, (string)rule["message"]!);
        if ((string?)schema["format"] == "date-time" && !DateTimeOffset.TryParse(value, out _))
            Report(path, $"{Quote(value)} is not a time: write it as 2026-01-31T09:00:00Z");
    }

    private void CheckInteger(long value, JsonObject schema, string path)
    {
        if ((long?)schema["minimum"] is { } least && value < least)
            Report(path, $"must be at least {least}, and is {value}: raise it");
        if ((long?)schema["maximum"] is { } most && value > most)
            Report(path, $"must be at most {most}, and is {value}: lower it");
    }

    private void ReportUnknown(JsonObject properties, string path, string name) =>
        Report(Join(path, name), $"unknown field{Suggestion.For(name, properties.Select(field => field.Key), known => Join(path, known))}", FieldReasons.Unknown);

    private void Report(string path, string message, string reason = FieldReasons.Invalid) => _errors.Add(new FieldError(path, message, reason));

    private static bool IsFree(JsonObject schema) => (bool?)schema["x-kubernetes-preserve-unknown-fields"] == true;

    private static IReadOnlyList<string> Names(JsonNode? array) => array is JsonArray names ? [.. names.Select(name => (string)name!)] : [];

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static bool IsOfType(JsonNode? value, string type) => (value?.GetValueKind(), type) switch
    {
        (JsonValueKind.Object, "object") or (JsonValueKind.Array, "array") or (JsonValueKind.String, "string") => true,
        (JsonValueKind.True or JsonValueKind.False, "boolean") => true,
        (JsonValueKind.Number, "integer") => Integer(value!) is not null,
        _ => false,
    };

    /// <summary>Digits that an int64 holds. 1.0 and 1e3 are refused, for not every reader takes them as whole numbers.</summary>
    private static long? Integer(JsonNode value) => long.TryParse(value.ToJsonString(), out var number) ? number : null;

    private static string Article(string type) => type is "integer" or "object" or "array" ? $"an {type}" : $"a {type}";

    private static string Describe(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "null",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => $"the string {Quote(value.GetValue<string>())}",
        _ => value.ToJsonString(),
    };

    private static string Example(string type) => type switch
    {
        "integer" => "a whole number without quotes",
        "boolean" => "true or false without quotes",
        "string" => "text, in quotes where it reads as something else",
        "array" => "a list",
        _ => "fields under it",
    };

    private static string Quote(string value) => $"\"{(value.Length <= 64 ? value : value[..64] + "…")}\"";
}
