using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FedScaler.Api.Validation;

/// <summary>A spec against its schema and against the rules between its fields.</summary>
internal static class SpecValidation
{
    /// <summary>What is wrong, at most once a field: a rule has nothing to add where the schema has spoken.</summary>
    public static IReadOnlyList<FieldError> Validate<T>(T spec, JsonTypeInfo<T> type, IEnumerable<FieldError> rules)
    {
        var errors = SchemaValidator.Validate(JsonSerializer.SerializeToNode(spec, type), ApiSchemas.Of(typeof(T)), "spec");
        var reported = errors.Select(error => error.Field).ToHashSet();
        return [.. errors, .. rules.Where(error => !reported.Contains(error.Field))];
    }
}
