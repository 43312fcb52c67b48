namespace FedScaler.Api.Schema;

/// <summary>The property's initial value in C# is the field's <c>default:</c> in the CRD; one truth for both.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DefaultedAttribute : Attribute;
