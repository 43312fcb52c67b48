namespace FedScaler.Kube.Auth;

/// <summary>Whom the user wants to act as, sent as Impersonate-* headers.</summary>
public sealed record Impersonation(string User, string? Uid, IReadOnlyList<string> Groups);
