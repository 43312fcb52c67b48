using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Caches;

/// <summary>The workloads of one kind in one namespace of a member, once the member has said how it serves the kind.</summary>
internal sealed class WorkloadWatch : IAsyncDisposable
{
    private static readonly TimeSpan RetryAfterFailure = TimeSpan.FromSeconds(5);

    private readonly MemberScope _scope;
    private readonly KindResolver _kinds;
    private readonly (string ApiVersion, string Kind, string Namespace) _what;
    private readonly CancellationTokenSource _stop;
    private Task _run = Task.CompletedTask;
    private bool _asking;
    private volatile KindResolution? _resolution;
    private volatile MemberCache<WorkloadRecord>? _cache;

    public WorkloadWatch(MemberScope scope, KindResolver kinds, string apiVersion, string kind, string ns)
    {
        (_scope, _kinds, _what) = (scope, kinds, (apiVersion, kind, ns));
        _stop = CancellationTokenSource.CreateLinkedTokenSource(scope.Stopping);
    }

    /// <summary>A workload changed.</summary>
    public event Action<ObjectKey>? Changed;

    /// <summary>What can be said of all of them changed.</summary>
    public event Action? StatusChanged;

    /// <summary>What the member said of the kind; null before it did.</summary>
    public KindResolution? Resolution => _resolution;

    /// <summary>The kind's workloads; null unless <see cref="Resolution"/> is Found.</summary>
    public MemberCache<WorkloadRecord>? Cache => _cache;

    public void Start() => _run = RunAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                SetAsking(true);
                var pause = Task.Delay(await ResolveAndFollowAsync(_stop.Token), _scope.Time, _stop.Token);
                SetAsking(false);
                await pause;
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The ordinary end.
        }
        finally
        {
            SetAsking(false);
        }
    }

    private void SetAsking(bool asking)
    {
        if (_asking == asking) return;
        _asking = asking;
        if (asking) _kinds.Begin();
        else _kinds.End();
    }

    private async Task<TimeSpan> ResolveAndFollowAsync(CancellationToken cancellationToken)
    {
        var resolution = await _kinds.ResolveAsync(_what.ApiVersion, _what.Kind, cancellationToken);
        if (resolution is KindResolution.Found found)
        {
            await FollowAsync(found, cancellationToken);
            await _kinds.ForgetAsync(_what.ApiVersion, cancellationToken);
            return RetryAfterFailure;
        }

        var changed = resolution != _resolution;
        _resolution = resolution;
        if (changed) StatusChanged?.Invoke();
        return resolution is KindResolution.Missing ? _scope.Options.DiscoveryRetry : RetryAfterFailure;
    }

    /// <summary>Returns when the member no longer serves the kind.</summary>
    private async Task FollowAsync(KindResolution.Found found, CancellationToken cancellationToken)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = new InformerOptions<WorkloadRecord>(found.Type, new WorkloadDecoder(), static w => w.Identity) { Namespace = _what.Namespace };
        await using var cache = new MemberCache<WorkloadRecord>(_scope, options);
        cache.StatusChanged += () =>
        {
            // The CRD was deleted: there is nothing left to list.
            if (cache.Informer.Status.LastError?.StartsWith("404 ", StringComparison.Ordinal) == true) gone.TrySetResult();
            StatusChanged?.Invoke();
        };
        using var subscription = cache.Informer.Subscribe(change => Changed?.Invoke(change.Object.Key));
        _cache = cache;
        _resolution = found;
        cache.Start();
        // From here on the informer tells what it is about.
        SetAsking(false);
        try
        {
            await gone.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            _resolution = null;
            _cache = null;
        }
    }
}
