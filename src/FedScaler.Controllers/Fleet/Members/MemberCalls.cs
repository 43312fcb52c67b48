using FedScaler.Kube.Client;

namespace FedScaler.Controllers.Fleet.Members;

/// <summary>Calls to one member, each of which is given up when its deadline has passed.</summary>
internal sealed class MemberCalls(IKubeClient client, TimeSpan deadline, TimeProvider time)
{
    public IKubeClient Client => client;

    /// <param name="what">"a read", "a write": for the message.</param>
    /// <exception cref="TimeoutException">No answer came in time.</exception>
    public async Task<T> WithinDeadlineAsync<T>(string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var ending = new Deadline(deadline, time, cancellationToken);
        try
        {
            return await call(ending.Token);
        }
        catch (OperationCanceledException error) when (ending.HasPassed)
        {
            throw new TimeoutException($"{client.Server.Authority} did not answer {what} within {deadline.TotalSeconds} s", error);
        }
    }
}
