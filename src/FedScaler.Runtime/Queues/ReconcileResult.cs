namespace FedScaler.Runtime.Queues;

/// <summary>How a reconcile ended, and when it wants its key again. Closed: one of the five below.</summary>
public abstract record ReconcileResult
{
    /// <summary>The one <see cref="Done"/> that there needs to be.</summary>
    public static readonly ReconcileResult Finished = new Done();

    private ReconcileResult()
    {
    }

    /// <summary>All is as it should be: wait for the next change.</summary>
    public sealed record Done : ReconcileResult;

    /// <summary>All is as it should be for now: look again after <paramref name="Delay"/>, or at the next change.</summary>
    public sealed record After(TimeSpan Delay) : ReconcileResult;

    /// <summary>It could not be looked at yet: look after <paramref name="Delay"/>. What failed before is not made good by that, and counts on.</summary>
    public sealed record NotYet(TimeSpan Delay) : ReconcileResult;

    /// <summary>Something stood in the way: again soon, each time a little later.</summary>
    public sealed record Retry(string Reason) : ReconcileResult;

    /// <summary>It will fail until something changes: do not try again before that.</summary>
    public sealed record Terminal(string Error) : ReconcileResult;
}
