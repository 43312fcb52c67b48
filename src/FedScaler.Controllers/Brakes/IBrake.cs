namespace FedScaler.Controllers.Brakes;

/// <summary>
/// The brake of the whole service: while it is on nothing is written to any member, to no binding's spec and to no count. Whoever
/// decides asks it at every look; whoever writes is refused by it, also in the middle of what was begun before.
/// </summary>
public interface IBrake
{
    /// <summary>As of now.</summary>
    BrakeState State { get; }

    /// <summary>Raised on any thread when it was put on, let go, or has just become known. Enqueue, no more.</summary>
    event Action? Changed;
}
