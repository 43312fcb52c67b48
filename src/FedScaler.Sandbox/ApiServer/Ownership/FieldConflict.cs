namespace FedScaler.Sandbox.ApiServer.Ownership;

/// <summary>A field that another writer owns.</summary>
internal sealed record FieldConflict(FieldWriter Owner, string Field);
