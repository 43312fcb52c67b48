namespace FedScaler.Api.Schema;

/// <summary>
/// A resource quantity above 0, as a whole number or as text (<c>x-kubernetes-int-or-string</c>). By bounds and a pattern: to
/// CEL such a field is as long as a whole request, which no rule in a list can afford.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PositiveQuantityAttribute : Attribute;
