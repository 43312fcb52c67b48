namespace FedScaler.Api.Schema;

/// <summary>
/// The field must be given. Not <c>required</c> of C#: an object that an older schema let in must still be readable, so
/// that a controller can say what is missing instead of losing its watch.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredFieldAttribute : Attribute;
