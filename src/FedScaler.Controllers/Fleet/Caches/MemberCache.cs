using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Caches;

/// <summary>One informer of one member, and how far it is to be believed.</summary>
internal sealed class MemberCache<T> : IMemberCache
    where T : class
{
    private readonly MemberScope _scope;
    private readonly CancellationTokenSource _stop;
    private readonly Lock _gate = new();
    private DateTimeOffset _lostAt;
    private bool _live;
    private Task _run = Task.CompletedTask;

    public MemberCache(MemberScope scope, InformerOptions<T> options)
    {
        _scope = scope;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(scope.Stopping);
        _lostAt = scope.Time.GetUtcNow();
        var services = scope.Services;
        Informer = new Informer<T>(
            scope.Client, options with { Cluster = scope.Member, Admit = scope.Identity.ConfirmAsync }, scope.Time,
            services.Loggers.CreateLogger("FedScaler.Fleet.Informer"), services.Metrics, services.Activity, services.JitterOf($"{scope.Member}/{options.Resource}"));
        Informer.StatusChanged += Note;
    }

    /// <inheritdoc/>
    public event Action? StatusChanged;

    public Informer<T> Informer { get; }

    IInformer IMemberCache.Informer => Informer;

    /// <summary>Begins to follow the server; returns at once.</summary>
    public void Start() => _run = RunAsync();

    /// <inheritdoc/>
    public string? WhyUnknown(TimeSpan maxAge)
    {
        var status = Informer.Status;
        if (!status.Synced) return Describe(status, "not read yet");
        if (status.LastContact < _scope.BelievedFrom) return Describe(status, "not read anew since the member came back");
        lock (_gate)
        {
            return _live || _scope.Time.GetUtcNow() - _lostAt < maxAge ? null : Describe(status, "not followed at present");
        }
    }

    /// <inheritdoc/>
    public bool IsHungSince(DateTimeOffset instant)
    {
        var status = Informer.Status;
        return status.Live && status.LastContact < instant;
    }

    /// <inheritdoc/>
    public void RenewIfQuiet()
    {
        if (IsHungSince(_scope.Time.GetUtcNow() - _scope.Options.LongestQuiet)) Informer.RenewWatch();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Informer.StatusChanged -= Note;
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await Informer.RunAsync(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The ordinary end.
        }
    }

    private void Note(InformerStatus status)
    {
        lock (_gate)
        {
            if (_live && !status.Live)
            {
                _lostAt = _scope.Time.GetUtcNow();
                _scope.Identity.Doubt();
            }

            _live = status.Live;
        }

        StatusChanged?.Invoke();
    }

    private string Describe(InformerStatus status, string what)
    {
        var where = Informer.Namespace is { } ns ? $" of namespace {ns}" : "";
        if (status.LastError is not { } error) return $"{Informer.Resource}{where}: {what}";
        var mend = error.StartsWith("403 ", StringComparison.Ordinal) ? $"; grant the member's user list and watch on {Informer.Resource}" : "";
        return $"{Informer.Resource}{where}: {what}: {error}{mend}";
    }
}
