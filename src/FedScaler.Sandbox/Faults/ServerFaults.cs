using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Faults;

/// <summary>
/// What is wrong with one API server, switched at run time. Everything is off at first; <see cref="Clear"/> mends all but
/// what has happened already (a revoked token, a watch that went silent).
/// </summary>
public sealed class ServerFaults
{
    private readonly IFaultySurface _surface;
    private volatile bool _refuses;
    private volatile bool _blackHole;
    private volatile bool _emptyLists;
    private volatile Countdowns _countdowns = new();
    private long _delayTicks;
    private long _skewTicks;
    private TaskCompletionSource _released = NewGate();

    internal ServerFaults(IFaultySurface surface) => _surface = surface;

    /// <summary>Connections are reset, open ones too.</summary>
    public bool RefuseConnections
    {
        get => _refuses;
        set
        {
            _refuses = value;
            if (value) _surface.AbortConnections();
        }
    }

    /// <summary>Requests are taken and never answered; those held are let go on when it is switched off. Open watches go silent.</summary>
    public bool BlackHole
    {
        get => _blackHole;
        set
        {
            _blackHole = value;
            if (value) HalfOpenWatches();
            else Interlocked.Exchange(ref _released, NewGate()).TrySetResult();
        }
    }

    /// <summary>How long each request waits, by the server's clock, before it is looked at.</summary>
    public TimeSpan Delay
    {
        get => new(Interlocked.Read(ref _delayTicks));
        set => Interlocked.Exchange(ref _delayTicks, value.Ticks);
    }

    /// <summary>How far the Date header is off.</summary>
    public TimeSpan ClockSkew
    {
        get => new(Interlocked.Read(ref _skewTicks));
        set => Interlocked.Exchange(ref _skewTicks, value.Ticks);
    }

    /// <summary>Lists are answered with 200 and nothing in them.</summary>
    public bool EmptyLists
    {
        get => _emptyLists;
        set => _emptyLists = value;
    }

    /// <summary>Decides each write's fate before it is carried out; null lets all proceed.</summary>
    public Func<WriteInfo, WriteFate>? OnWrite { get; set; }

    /// <summary>Called after a write was carried out (or refused) and before its answer is sent.</summary>
    public Action<WriteInfo>? AfterWrite { get; set; }

    /// <summary>The state that gets and lists are answered from while reads are stale; null when they are not.</summary>
    internal ClusterStore? StaleStore { get; private set; }

    internal Countdowns Remaining => _countdowns;

    internal Task Released => Volatile.Read(ref _released).Task;

    /// <summary>Answers the next <paramref name="times"/> requests with 429 and Retry-After.</summary>
    public void TooManyRequests(int times, TimeSpan retryAfter) => _countdowns = _countdowns with { TooMany = new Countdown(times), RetryAfter = retryAfter };

    /// <summary>Answers the next <paramref name="times"/> requests with 500.</summary>
    public void InternalErrors(int times) => _countdowns = _countdowns with { Errors = new Countdown(times) };

    /// <summary>Cuts the next <paramref name="times"/> answers off in the middle of their bodies.</summary>
    public void CutMidBody(int times) => _countdowns = _countdowns with { Cuts = new Countdown(times) };

    /// <summary>Stores the next <paramref name="times"/> writes and loses the answers.</summary>
    public void FailAfterCommit(int times) => _countdowns = _countdowns with { LostAnswers = new Countdown(times) };

    /// <summary>The watches that are open now stay open and never send anything again.</summary>
    public void HalfOpenWatches() => _surface.SilenceWatches();

    /// <summary>Every open watch loses its next event.</summary>
    public void DropNextEvent() => _surface.DropNextEvents();

    /// <summary>Ends every open watch with a 410 ERROR event, and forgets the history, so that all have to list again.</summary>
    public void ExpireWatches() => _surface.ExpireWatches();

    /// <summary>From now on gets and lists show this older state; null: the state of this moment.</summary>
    public void ReadStale(StoreSnapshot? snapshot = null) => StaleStore = _surface.StoreOf(snapshot);

    /// <summary>Reads show the current state again.</summary>
    public void ReadCurrent() => StaleStore = null;

    /// <summary>Refuses a token with 401 from now on; null: the administrator's.</summary>
    public void RevokeToken(string? token = null) => _surface.RevokeToken(token);

    /// <summary>Ends all faults that last.</summary>
    public void Clear()
    {
        RefuseConnections = false;
        BlackHole = false;
        EmptyLists = false;
        Delay = ClockSkew = TimeSpan.Zero;
        OnWrite = null;
        AfterWrite = null;
        _countdowns = new Countdowns();
        ReadCurrent();
    }

    /// <summary>Waiters see at once that it was opened, so that nobody takes them for held any longer; they go on later.</summary>
    private static TaskCompletionSource NewGate() => new();
}
