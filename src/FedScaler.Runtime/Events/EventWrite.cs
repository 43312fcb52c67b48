namespace FedScaler.Runtime.Events;

/// <summary>What one occurrence comes to on the server: a new Event, or one more of <paramref name="Series"/> where that is written.</summary>
internal sealed record EventWrite(EventOccurrence Occurrence, EventSeries Series);
