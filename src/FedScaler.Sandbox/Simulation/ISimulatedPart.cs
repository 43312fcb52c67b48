namespace FedScaler.Sandbox.Simulation;

/// <summary>A part of a simulated fleet, a member or what federates them: it moves only when it is told to, so that a run is repeatable.</summary>
public interface ISimulatedPart : IDisposable
{
    /// <summary>Raised when there may be something to settle, often on a writer's thread and under a store's lock: only signal from it.</summary>
    event Action? Woken;

    /// <summary>When something happens next by the clock alone; null when nothing will.</summary>
    DateTimeOffset? NextDue { get; }

    /// <summary>Works off what changes and the clock have made due, until nothing is left. Returns whether anything was written.</summary>
    bool Settle();
}
