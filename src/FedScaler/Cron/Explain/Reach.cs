namespace FedScaler.Cron.Explain;

/// <summary>How many replicas may run, as far as is known: bounds of a FedHPA, or the count of a ReplicaBinding.</summary>
internal sealed record Reach
{
    public int? MinReplicas { get; init; }

    public int? MaxReplicas { get; init; }

    public int? Replicas { get; init; }

    /// <inheritdoc/>
    public override string ToString() => this switch
    {
        { Replicas: { } count } => $"{count}",
        { MinReplicas: { } min, MaxReplicas: { } max } => $"{min} to {max}",
        { MinReplicas: { } min } => $"at least {min}",
        { MaxReplicas: { } max } => $"at most {max}",
        _ => "as it is",
    };
}
