using System.ComponentModel;
using FedScaler.Api.Common;
using FedScaler.Api.Schema;

namespace FedScaler.Api.MemberClusters;

/// <summary>A key of a Secret in the controller's own namespace, no other.</summary>
public sealed record KubeconfigSecretRef
{
    public const string DefaultKey = "kubeconfig";

    [Description("Name of the Secret.")]
    [RequiredField, Text(253, MinLength = 1, Pattern = Patterns.DnsSubdomain, Message = PatternMessages.DnsSubdomain)]
    public string Name { get; set => field = value ?? ""; } = "";

    [Description("Key within the Secret's data.")]
    [Defaulted, Text(253, MinLength = 1, Pattern = Patterns.SecretKey, Message = PatternMessages.SecretKey)]
    public string Key { get; set => field = value ?? DefaultKey; } = DefaultKey;
}
