namespace FedScaler.Controllers.Fleet.Capacity;

/// <summary>What a member's nodes say of one workload.</summary>
/// <param name="Fit">Replicas that it could run in all; null where that is not known.</param>
/// <param name="Free">Replicas that its free capacity still takes; null where that is not known.</param>
internal readonly record struct FitReading(int? Fit, int? Free, int Unschedulable)
{
    public static readonly FitReading Unknown = new(null, null, 0);
}
