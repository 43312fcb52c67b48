using FedScaler.Kube.Client;

namespace FedScaler.Controllers.Fleet.Members;

/// <summary>Calls to one member, or to the hub, each of which is given up when its deadline has passed.</summary>
/// <param name="server">How it is called in messages: behind a proxy the client's address is another's. Null for that address.</param>
internal sealed class MemberCalls(IKubeClient client, TimeSpan deadline, TimeProvider time, string? server = null)
{
    public IKubeClient Client => client;

    public string Server { get; } = server ?? client.Server.Authority;

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
            throw new TimeoutException($"{Server} did not answer {what} within {deadline.TotalSeconds} s", error);
        }
    }
}
