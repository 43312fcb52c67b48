using FedScaler.Kube.Client;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>
/// Where the requests of one instance of the service leave it. What happens to its process happens here: it stops between two
/// requests or in the middle of one, with that on its way or its answer; it dies; and all as it comes to a write of some number.
/// </summary>
internal sealed class Wire
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _open = Opened();
    private volatile bool _dead;
    private int _writes;

    /// <summary>Called before a write is sent, with its number from 1 on; the election's own are not counted.</summary>
    public Action<int>? BeforeWrite { get; set; }

    /// <summary>Called after a write has been stored, before its answer is seen.</summary>
    public Action<int>? AfterWrite { get; set; }

    public int Writes => Volatile.Read(ref _writes);

    public IKubeClient Wrap(IKubeClient client) => new WiredClient(client, this);

    public void Hold()
    {
        lock (_gate)
        {
            if (_open.Task.IsCompleted) _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void LetGo()
    {
        lock (_gate) _open.TrySetResult();
    }

    /// <summary>Nothing leaves it any more, and nothing arrives.</summary>
    public void Cut()
    {
        _dead = true;
        LetGo();
    }

    public async Task<T> SendAsync<T>(bool isCounted, Func<Task<T>> send, CancellationToken cancellationToken)
    {
        var number = isCounted && !_dead ? Interlocked.Increment(ref _writes) : 0;
        if (number > 0) BeforeWrite?.Invoke(number);
        await PassAsync(cancellationToken);
        var answer = await send();
        if (number > 0) AfterWrite?.Invoke(number);
        await PassAsync(cancellationToken);
        return answer;
    }

    public async Task PassAsync(CancellationToken cancellationToken)
    {
        Task open;
        lock (_gate) open = _open.Task;
        await open.WaitAsync(cancellationToken);
        if (_dead) throw new HttpRequestException("this process is dead");
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }
}
