namespace FedScaler.Core.Scheduling;

/// <summary>When a fixed local time that comes twice fires: starts of windows the first time, ends the last, so that capacity errs upward.</summary>
internal enum RepeatedTime
{
    First,
    Last,
}
