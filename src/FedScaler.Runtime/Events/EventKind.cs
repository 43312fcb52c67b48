namespace FedScaler.Runtime.Events;

/// <summary>Type of an event.</summary>
public enum EventKind
{
    Normal,
    Warning,
}
