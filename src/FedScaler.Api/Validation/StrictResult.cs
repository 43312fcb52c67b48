namespace FedScaler.Api.Validation;

/// <summary>What was read, or why not: exactly one of a value and errors.</summary>
public sealed record StrictResult<T>(T? Value, IReadOnlyList<FieldError> Errors) where T : class;
