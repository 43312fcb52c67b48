namespace FedScaler.Api.Schema;

/// <summary>An object, or a list of objects, that goes through as it is: unknown fields are kept.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FreeFormAttribute : Attribute
{
    /// <summary>String fields that each object must have.</summary>
    public string[] Required { get; init; } = [];
}
