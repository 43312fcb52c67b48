namespace FedScaler.Demo.Removal;

/// <summary>A pod that began to go.</summary>
internal sealed record PodDeath(string Member, string Name, string Uid, DateTimeOffset Time)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Member}/{Name}";
}
