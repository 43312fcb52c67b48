using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.ApiServer.Schemas;

/// <summary>Bounds, patterns and formats of texts and numbers.</summary>
internal static class ScalarValidation
{
    public static void Check(JsonValue value, FieldSchema schema, string path, List<StatusCause> causes)
    {
        if (value.GetValueKind() == JsonValueKind.String) CheckText(value.GetValue<string>(), schema, path, causes);
        else if (value.GetValueKind() == JsonValueKind.Number) CheckNumber(value, schema, path, causes);
    }

    private static void CheckText(string text, FieldSchema schema, string path, List<StatusCause> causes)
    {
        var length = new StringInfo(text).LengthInTextElements;
        if (length < schema.MinLength) causes.Add(Invalid(path, Quoted(text), $"{path} in body should be at least {schema.MinLength} chars long"));
        if (length > schema.MaxLength) causes.Add(new("FieldValueTooLong", path, $"Too long: may not be more than {schema.MaxLength} bytes"));
        if (schema.Pattern is { } pattern && !pattern.IsMatch(text))
            causes.Add(Invalid(path, Quoted(text), $"{path} in body should match '{pattern}'"));
        if (schema.Format == "date-time" && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _))
            causes.Add(Invalid(path, Quoted(text), $"{path} in body must be of type date-time: {Quoted(text)}"));
    }

    private static void CheckNumber(JsonValue value, FieldSchema schema, string path, List<StatusCause> causes)
    {
        var shown = value.ToJsonString();
        if (!decimal.TryParse(shown, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return;
        if (schema.Format == "int32" && (number > int.MaxValue || number < int.MinValue))
            causes.Add(Invalid(path, shown, $"{path} in body must be of type int32: {shown}"));
        if (schema.Minimum is { } minimum && (number < minimum || (schema.ExclusiveMinimum && number == minimum)))
            causes.Add(Invalid(path, shown, $"{path} in body should be greater than {(schema.ExclusiveMinimum ? "" : "or equal to ")}{minimum}"));
        if (schema.Maximum is { } maximum && (number > maximum || (schema.ExclusiveMaximum && number == maximum)))
            causes.Add(Invalid(path, shown, $"{path} in body should be less than {(schema.ExclusiveMaximum ? "" : "or equal to ")}{maximum}"));
        if (schema.MultipleOf is { } factor && factor != 0 && number % factor != 0)
            causes.Add(Invalid(path, shown, $"{path} in body should be a multiple of {factor}"));
    }

    private static StatusCause Invalid(string path, string shown, string message) => new("FieldValueInvalid", path, $"Invalid value: {shown}: {message}");

    private static string Quoted(string text) => JsonValue.Create(text).ToJsonString();
}
