namespace FedScaler.Kube.Client;

/// <summary>One page of a list.</summary>
/// <param name="ResourceVersion">Where a watch goes on from.</param>
/// <param name="Continue">Token of the next page, or null on the last.</param>
public sealed record ResourceList<T>(IReadOnlyList<T> Items, string ResourceVersion, string? Continue, long? RemainingItemCount);
