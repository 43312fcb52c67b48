namespace FedScaler.Api.Validation;

/// <summary>Reasons of a Status cause, as the API server gives them (apimachinery pkg/apis/meta/v1 CauseType).</summary>
public static class FieldReasons
{
    public const string Invalid = "FieldValueInvalid";
    public const string Required = "FieldValueRequired";
    public const string Duplicate = "FieldValueDuplicate";
    public const string Forbidden = "FieldValueForbidden";
    public const string NotSupported = "FieldValueNotSupported";
    public const string TooLong = "FieldValueTooLong";
    public const string TooMany = "FieldValueTooMany";
    public const string TypeInvalid = "FieldValueTypeInvalid";

    /// <summary>A field that the kind does not have; the API server drops it, a strict reader refuses it.</summary>
    public const string Unknown = "FieldUnknown";
}
