namespace FedScaler.Kube.Client;

/// <summary>Preconditions and manner of a deletion; a precondition that does not hold is answered with 409.</summary>
public sealed record DeleteOptions(string? Uid = null, string? ResourceVersion = null, string? PropagationPolicy = null, int? GracePeriodSeconds = null);
