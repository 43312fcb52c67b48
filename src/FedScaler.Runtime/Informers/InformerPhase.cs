namespace FedScaler.Runtime.Informers;

/// <summary>What an informer's loop is about.</summary>
public enum InformerPhase
{
    /// <summary>Not running: not yet, or no longer.</summary>
    Stopped,

    /// <summary>Reading the whole list; the cache still holds what it held before.</summary>
    Listing,

    /// <summary>Following the watch, or opening it.</summary>
    Watching,

    /// <summary>Waiting out a failure.</summary>
    BackingOff,
}
