using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.ApiServer.Kinds;

/// <summary>Causes as apimachinery's field errors word them.</summary>
internal static class Causes
{
    public static StatusCause Invalid(string field, string shown, string detail) => new("FieldValueInvalid", field, $"Invalid value: {shown}: {detail}");

    public static StatusCause Required(string field, string detail = "") =>
        new("FieldValueRequired", field, detail.Length == 0 ? "Required value" : $"Required value: {detail}");

    public static StatusCause Forbidden(string field, string detail) => new("FieldValueForbidden", field, $"Forbidden: {detail}");

    public static string Quoted(string text) => $"\"{text}\"";
}
