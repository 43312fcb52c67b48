namespace FedScaler.Kube.Config;

/// <summary>What a member's kubeconfig may do beyond the strict minimum.</summary>
/// <param name="AllowLoopback">Accept loopback addresses, and plain http there: sandboxes and tests only.</param>
public sealed record MemberConfigPolicy(bool AllowLoopback = false);
