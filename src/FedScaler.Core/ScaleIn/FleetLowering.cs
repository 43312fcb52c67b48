namespace FedScaler.Core.ScaleIn;

/// <summary>
/// A number of the FedHPA's or ReplicaBinding's that falls by as many as were taken out. Planned once, and written only over
/// <paramref name="Before"/>: whatever else stands there is somebody's newer wish.
/// </summary>
public sealed record FleetLowering(int Before, int After);
