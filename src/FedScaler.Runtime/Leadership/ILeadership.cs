namespace FedScaler.Runtime.Leadership;

/// <summary>The right to write, which one instance of the service has at a time.</summary>
public interface ILeadership
{
    /// <summary>Whether this instance has it now.</summary>
    bool IsLeader { get; }

    /// <summary>
    /// Waits for leadership and runs <paramref name="lead"/>, whose token is cancelled when leadership is lost; returns once it
    /// has ended.
    /// </summary>
    Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken);
}
