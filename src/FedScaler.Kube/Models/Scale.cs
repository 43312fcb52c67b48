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

/// <summary>What is asked for.</summary>
public sealed class ScaleSpec
{
    /// <summary>Left out by servers when it is 0.</summary>
    public int Replicas { get; set; }
}

/// <summary>What there is.</summary>
public sealed class ScaleStatus
{
    public int Replicas { get; set; }

    /// <summary>Label selector of the pods, in the text form that list calls take; empty where the kind tells none.</summary>
    public string? Selector { get; set; }
}
