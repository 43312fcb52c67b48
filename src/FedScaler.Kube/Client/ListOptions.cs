namespace FedScaler.Kube.Client;

/// <summary>What to list. <paramref name="ResourceVersion"/> "0" may be answered from the server's cache.</summary>
public sealed record ListOptions(
    string? LabelSelector = null,
    string? FieldSelector = null,
    int? Limit = null,
    string? Continue = null,
    string? ResourceVersion = null,
    string? ResourceVersionMatch = null);
