namespace FedScaler.Api.Schema;

/// <summary>An object, or a list of objects, that goes through as it is: unknown fields are kept.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FreeFormAttribute : Attribute
{
    /// <summary>What is known and checked of each object; null for nothing, or where the property's own type says it.</summary>
    public Type? Shape { get; init; }
}
