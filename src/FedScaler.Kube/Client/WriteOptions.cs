namespace FedScaler.Kube.Client;

/// <summary>How to write.</summary>
/// <param name="FieldManager">Who owns the fields written; required for apply.</param>
/// <param name="Force">Apply only: take fields from other managers.</param>
/// <param name="Subresource"><c>status</c>, <c>scale</c>, <c>eviction</c>, or null for the object itself.</param>
public sealed record WriteOptions(string FieldManager, bool Force = false, string? Subresource = null, bool DryRun = false);
