namespace FedScaler.Runtime.Informers;

/// <summary>
/// An informer's status. A contact comes with every event and only moves two fields; a change makes a new status and is told.
/// </summary>
internal sealed class StatusBoard(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private InformerStatus _status = InformerStatus.Initial;
    private DateTimeOffset? _lastContact;
    private string? _version;

    public event Action<InformerStatus>? Changed;

    public Task Synced => _synced.Task;

    public InformerStatus Current
    {
        get
        {
            lock (_gate)
            {
                if (_status.LastContact != _lastContact || _status.ResourceVersion != _version)
                    _status = _status with { LastContact = _lastContact, ResourceVersion = _version };
                return _status;
            }
        }
    }

    public void Contact(string? version = null)
    {
        lock (_gate)
        {
            _lastContact = time.GetUtcNow();
            _version = version ?? _version;
        }
    }

    /// <summary>Shows another phase and tells nobody.</summary>
    public void Move(InformerPhase phase)
    {
        lock (_gate)
        {
            if (_status.Phase != phase) _status = _status with { Phase = phase };
        }
    }

    /// <summary>Tells the status as it is, for what moved without being told.</summary>
    public void Tell() => Changed?.Invoke(Current);

    public void Change(Func<InformerStatus, InformerStatus> change)
    {
        InformerStatus after;
        lock (_gate)
        {
            var before = Current;
            after = _status = change(before);
            if (after == before) return;
        }

        if (after.Synced) _synced.TrySetResult();
        Changed?.Invoke(after);
    }
}
