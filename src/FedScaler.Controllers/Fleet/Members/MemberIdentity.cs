using FedScaler.Kube.Client;

namespace FedScaler.Controllers.Fleet.Members;

/// <summary>
/// Which cluster answers at a member's address. On a new connection that may be another one, rebuilt in the old one's place
/// and counting its resourceVersions alike, so that watches go on as if nothing had been. Therefore it is asked anew after
/// each break, before anything that was read since is believed.
/// </summary>
internal sealed class MemberIdentity(IKubeClient client, MemberProbe probe) : IDisposable
{
    /// <summary>Asking may open a connection itself, and then asks once more; not for ever, where each call opens one.</summary>
    private const int Tries = 3;

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private string? _expected;
    private string? _version;
    private int _doubts;
    private int _waiting;
    private volatile bool _asking;
    private volatile Reach? _confirmed;

    /// <summary>How many wait for an answer that another one has asked for.</summary>
    public int Behind => _asking ? Volatile.Read(ref _waiting) : 0;

    private Reach Now => new(client.Connections, Volatile.Read(ref _doubts));

    /// <summary>Something broke: whoever answers next may be another.</summary>
    public void Doubt() => Interlocked.Increment(ref _doubts);

    /// <summary>Tells the cluster's uid and version; asks the member only where something broke since it last told.</summary>
    public async Task<(ProbeResult Result, string Uid, string? Version)> AskAsync(CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken);
        try
        {
            _asking = true;
            for (var attempt = 1; _confirmed != Now && attempt <= Tries; attempt++)
            {
                var reach = Now;
                var (result, uid, version) = await probe.AskIdentityAsync(cancellationToken);
                if (result is not ProbeResult.Good) return (result, "", null);
                _expected ??= uid;
                if (uid != _expected) return (result, uid, version);
                (_confirmed, _version) = (reach, version);
            }

            return (new ProbeResult.Good(), _expected ?? "", _version);
        }
        finally
        {
            _asking = false;
            _oneAtATime.Release();
        }
    }

    /// <summary>Returns when what has been read by now is this cluster's.</summary>
    /// <exception cref="IOException">It is another's, or that could not be found out.</exception>
    public ValueTask ConfirmAsync(CancellationToken cancellationToken) => _confirmed == Now ? ValueTask.CompletedTask : new ValueTask(AskToConfirmAsync(cancellationToken));

    public void Dispose() => _oneAtATime.Dispose();

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _oneAtATime.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task AskToConfirmAsync(CancellationToken cancellationToken)
    {
        var (result, uid, _) = await AskAsync(cancellationToken);
        if (result is ProbeResult.Bad bad) throw new IOException($"which cluster answers could not be told: {bad.Reason}");
        if (uid != _expected) throw new IOException($"another cluster answers there now ({uid})");
    }

    /// <summary>How far things had gone when the member told who it is.</summary>
    private sealed record Reach(int Connections, int Doubts);
}
