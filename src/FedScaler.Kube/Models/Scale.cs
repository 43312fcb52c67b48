namespace FedScaler.Kube.Models;

/// <summary>autoscaling/v1 Scale: what every kind with a scale subresource answers at <c>/scale</c>.</summary>
public sealed class Scale
{
    public string ApiVersion { get; set; } = "autoscaling/v1";

    public string Kind { get; set; } = "Scale";

    public ObjectMeta Metadata { get; set; } = new();

    public ScaleSpec Spec { get; set; } = new();

    public ScaleStatus Status { get; set; } = new();
}
