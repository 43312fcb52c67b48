namespace FedScaler.Runtime.Events;

/// <summary>The object that an event is about; <paramref name="Namespace"/> is null for cluster-scoped objects.</summary>
public sealed record EventTarget(string ApiVersion, string Kind, string? Namespace, string Name, string? Uid = null);
