namespace FedScaler.Runtime.Leadership;

/// <summary>The right to write, which one instance of the service has at a time.</summary>
public interface ILeadership
{
    /// <summary>Whether this instance has it now.</summary>
    bool IsLeader { get; }

    /// <summary>
    /// To be asked at the very moment of sending a write: the epoch that it is stamped with, null where writes carry none.
    /// </summary>
    /// <exception cref="FencedWriteException">This instance may not write, or can no longer be sure that it may.</exception>
    string? DemandEpoch();

    /// <summary>
    /// Waits for leadership and runs <paramref name="lead"/>, whose token is cancelled when leadership is lost; returns once it
    /// has ended.
    /// </summary>
    /// <exception cref="LeadershipLostException">Leadership was lost. This instance does not lead again: its process should end.</exception>
    Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken);
}
