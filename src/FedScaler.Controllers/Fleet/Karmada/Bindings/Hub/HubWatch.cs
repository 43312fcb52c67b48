using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Observation;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Hub;

/// <summary>Every object of a kind on the hub, which may not serve the kind at all, or only later.</summary>
internal sealed class HubWatch<T>(
    IKubeClient hub, string apiVersion, string kind, JsonDecoder<T> decoder, Func<T, ObjectIdentity> identify, FleetOptions options, FleetServices services,
    Func<T, string?>? index = null)
    : IBackgroundWork
    where T : class
{
    private static readonly TimeSpan RetryAfterFailure = TimeSpan.FromSeconds(5);

    private const string Index = "index";

    private readonly HubKinds _kinds = new(hub);
    private volatile Informer<T>? _informer;
    private volatile bool _isAbsent;
    private volatile bool _isAsking;
    private volatile string? _error;

    /// <summary>An object came, changed or went.</summary>
    public event Action<InformerChange<T>>? Changed;

    /// <summary>How far it can be believed changed.</summary>
    public event Action? StatusChanged;

    string IBackgroundWork.Name => $"discovery of {kind} on the hub";

    int IBackgroundWork.Pending => _isAsking ? 1 : 0;

    public string Kind => kind;

    /// <summary>Null while it is not known how the hub serves the kind, or whether.</summary>
    public Informer<T>? Informer => _informer;

    /// <summary>What is not there is known not to be there.</summary>
    public bool IsKnown => _isAbsent || _informer is { Status: { Synced: true, ResourceVersion: not null } };

    public bool IsLive => _isAbsent || _informer is { Status.Live: true };

    public bool IsSuspicious => _informer?.Status.Suspicious == true;

    /// <summary>Why it is not known, in words; null where it is.</summary>
    public string? WhyUnknown => IsKnown ? null : $"{kind} objects are not listed yet: {_informer?.Status.LastError ?? _error ?? "waiting for the hub"}";

    public T? Get(ObjectKey key) => _informer?.Get(key);

    /// <summary>Those with this value of the index.</summary>
    public IReadOnlyList<T> Find(string value) => _informer?.ByIndex(Index, value) ?? [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var registration = services.Activity?.Add(this);
        while (true)
        {
            _isAsking = true;
            var found = await FindAsync(cancellationToken);
            if (found is not null) await FollowAsync(found, cancellationToken);
            var pause = Task.Delay(_isAbsent ? options.DiscoveryRetry : RetryAfterFailure, services.Time, cancellationToken);
            _isAsking = false;
            await pause;
        }
    }

    private async Task<ResourceType?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await _kinds.FindAsync(apiVersion, kind, cancellationToken);
            var isNews = _isAbsent != found is null;
            (_isAbsent, _error) = (found is null, null);
            if (isNews) StatusChanged?.Invoke();
            return found;
        }
        catch (Exception error) when (error is KubeApiException or HttpRequestException or TimeoutException)
        {
            _error = error.Message;
            return null;
        }
    }

    /// <summary>Returns when the hub no longer serves the kind.</summary>
    private async Task FollowAsync(ResourceType type, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var informer = services.HubInformer(hub, new InformerOptions<T>(type, decoder, identify));
        if (index is not null) informer.AddIndex(Index, index);
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        informer.StatusChanged += status =>
        {
            if (status.LastError?.StartsWith("404 ", StringComparison.Ordinal) == true) gone.TrySetResult();
            StatusChanged?.Invoke();
        };
        using var subscription = informer.Subscribe(change => Changed?.Invoke(change));
        _informer = informer;
        var run = informer.RunAsync(stop.Token);
        _isAsking = false;
        try
        {
            await gone.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            await run.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            _informer = null;
        }
    }
}
