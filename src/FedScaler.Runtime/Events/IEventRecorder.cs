namespace FedScaler.Runtime.Events;

/// <summary>Tells users what was done to their objects, and why. Never waits and never fails.</summary>
public interface IEventRecorder
{
    /// <param name="reason">Why, in one word that machines may match, e.g. <c>Rebalanced</c>.</param>
    /// <param name="action">What was done, in one word, e.g. <c>Rebalance</c>.</param>
    /// <param name="note">For people; cut at 1024 bytes.</param>
    void Record(EventTarget regarding, EventKind kind, string reason, string action, string note);
}
