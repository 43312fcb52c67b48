namespace FedScaler.Kube.Auth;

/// <summary>A credential plugin (client.authentication.k8s.io) as the user's own kubeconfig names it.</summary>
public sealed record ExecPlugin(
    string ApiVersion,
    string Command,
    IReadOnlyList<string> Arguments,
    IReadOnlyList<KeyValuePair<string, string>> Environment,
    string? InstallHint);
