namespace FedScaler.Controllers.CronHpas;

/// <summary>What CronHPAs act on.</summary>
/// <param name="Kind">FedHPA or ReplicaBinding, of group fedscaler.io.</param>
public readonly record struct ScheduleTarget(string Kind, string Namespace, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Namespace}/{Name}";
}
