namespace FedScaler.Sandbox.Storage;

/// <summary>Who asked for a write over HTTP. Writes of simulated controllers have none.</summary>
/// <param name="Verb">create, update, patch, apply or delete.</param>
/// <param name="Subresource">status, scale, …; empty for the object itself.</param>
public sealed record WriteOrigin(string UserAgent, string FieldManager, string Verb, string Subresource = "");
