namespace FedScaler.Controllers.Brakes;

/// <summary>For fleets that cannot be braked as a whole.</summary>
public sealed class NoBrake : IBrake
{
    public static readonly NoBrake Instance = new();

    private NoBrake()
    {
    }

    /// <inheritdoc/>
    public event Action? Changed
    {
        add { }
        remove { }
    }

    /// <inheritdoc/>
    public BrakeState State => BrakeState.Off;
}
