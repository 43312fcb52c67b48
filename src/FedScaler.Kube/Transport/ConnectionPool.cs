namespace FedScaler.Kube.Transport;

/// <summary>
/// One handler at a time, replaced when its connections are no longer to be trusted: a stalled HTTP/2 connection would
/// take every later request down with it (dotnet/runtime#82236). The old one goes when its last user has let go.
/// </summary>
internal sealed class ConnectionPool(Func<HttpMessageInvoker> create) : IDisposable
{
    private readonly Lock _gate = new();
    private Generation? _current;
    private int _epoch;
    private bool _disposed;

    /// <summary>A use of the handler; dispose when done with the response and its body.</summary>
    public Lease Acquire()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _current ??= new Generation(create());
            _current.Users++;
            return new Lease(this, _current);
        }
    }

    /// <summary>How often the connections have been replaced.</summary>
    public int Epoch
    {
        get
        {
            lock (_gate) return _epoch;
        }
    }

    /// <summary>New connections for whoever comes next, unless that has happened since <paramref name="epoch"/>.</summary>
    public void Recycle(int epoch)
    {
        lock (_gate)
        {
            if (_epoch == epoch) Retire();
        }
    }

    /// <summary>New connections for whoever comes next.</summary>
    public void Recycle()
    {
        lock (_gate) Retire();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Retire();
        }
    }

    private void Retire()
    {
        _epoch++;
        if (_current is not { } old) return;
        _current = null;
        old.Retired = true;
        if (old.Users == 0) old.Invoker.Dispose();
    }

    private void Release(Generation generation)
    {
        lock (_gate)
        {
            generation.Users--;
            if (generation is { Retired: true, Users: 0 }) generation.Invoker.Dispose();
        }
    }

    internal sealed class Generation(HttpMessageInvoker invoker)
    {
        public HttpMessageInvoker Invoker { get; } = invoker;

        public int Users { get; set; }

        public bool Retired { get; set; }
    }

    internal sealed class Lease(ConnectionPool pool, Generation generation) : IDisposable
    {
        private int _released;

        public HttpMessageInvoker Invoker => generation.Invoker;

        /// <inheritdoc/>
        public void Dispose()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0) pool.Release(generation);
        }
    }
}
