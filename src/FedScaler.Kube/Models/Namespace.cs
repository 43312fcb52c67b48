namespace FedScaler.Kube.Models;

/// <summary>core/v1 Namespace, as far as it is of use: the uid of kube-system names a cluster.</summary>
public sealed class Namespace
{
    public string ApiVersion { get; set; } = "v1";

    public string Kind { get; set; } = "Namespace";

    public ObjectMeta Metadata { get; set; } = new();
}
