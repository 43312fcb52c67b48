namespace FedScaler.Runtime.Events;

/// <summary>Something that happened once.</summary>
internal sealed record EventOccurrence(EventTarget Regarding, EventKind Kind, string Reason, string Action, string Note, DateTimeOffset Time);
