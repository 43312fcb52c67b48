using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.MemberClusters;

/// <summary>How a member is reached.</summary>
public sealed record MemberClusterSpec
{
    [Description("The Secret, in the controller's own namespace, that holds the cluster's kubeconfig.")]
    [RequiredField]
    public KubeconfigSecretRef KubeconfigSecretRef { get; set => field = value ?? new(); } = new();

    [Description("Write nothing to this cluster; its shares stay as they are and everything is still seen.")]
    [Defaulted]
    public bool Paused { get; set; }
}
