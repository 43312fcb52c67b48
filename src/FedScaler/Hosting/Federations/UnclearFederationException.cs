namespace FedScaler.Hosting.Federations;

/// <summary>The hub answered, and what it serves makes no federation whole.</summary>
internal sealed class UnclearFederationException(string message) : Exception(message);
