namespace FedScaler.Api.Schema;

/// <summary>A rule (<c>x-kubernetes-validations</c>) that the API server holds on every object of the type, or on one field.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, AllowMultiple = true)]
public sealed class CelAttribute(string rule, string message) : Attribute
{
    public string Rule { get; } = rule;

    /// <summary>What is wrong, and what would mend it.</summary>
    public string Message { get; } = message;

    /// <summary>The field to blame, from the annotated object, e.g. <c>.minReplicas</c>; empty for the object itself.</summary>
    public string FieldPath { get; init; } = "";

    /// <summary>One of the API server's reasons for a field; empty is FieldValueInvalid.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The rule is about each item of the list that is annotated, as against the list.</summary>
    public bool Each { get; init; }
}
