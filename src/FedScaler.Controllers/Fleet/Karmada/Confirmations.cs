using FedScaler.Kube.Client;
using FedScaler.Runtime.Observation;

namespace FedScaler.Controllers.Fleet.Karmada;

/// <summary>
/// Those who have written to the hub and wait until a member shows it. Karmada carries what was written; when it has, only the
/// caches tell.
/// </summary>
internal sealed class Confirmations : IBackgroundWork, IDisposable
{
    private readonly TimeProvider _time;
    private readonly IDisposable? _registration;
    private readonly Lock _gate = new();
    private readonly List<Waiting> _waiting = [];

    public Confirmations(FleetServices services)
    {
        _time = services.Time;
        _registration = services.Activity?.Add(this);
    }

    string IBackgroundWork.Name => "confirmation of Works";

    // Nothing of it can be done before somebody else has done something.
    int IBackgroundWork.Pending => 0;

    /// <summary>One worker of each writer waits for a target, for as many members as it may have written to.</summary>
    int IBackgroundWork.Behind
    {
        get
        {
            lock (_gate) return _waiting.Select(static waiting => (waiting.Writer, waiting.Target)).Distinct().Count();
        }
    }

    /// <summary>Returns whether it came to be within the limit.</summary>
    /// <param name="writer">Field manager of who has written.</param>
    /// <param name="isSo">Looks at caches, on any thread; what it throws ends the waiting.</param>
    public async Task<bool> WaitAsync(string writer, string member, TargetRef target, Func<bool> isSo, TimeSpan limit, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(writer, member, target, isSo);
        lock (_gate) _waiting.Add(waiting);
        using var deadline = new Deadline(limit, _time, cancellationToken);
        using var over = deadline.Token.Register(() => End(waiting, so: false));
        // It may have come to be before there was anybody to be told.
        Look(waiting);
        var so = await waiting.End.Task;
        cancellationToken.ThrowIfCancellationRequested();
        return so;
    }

    /// <summary>Something changed that somebody may wait for.</summary>
    public void Note(FleetChange change)
    {
        Waiting[] concerned;
        lock (_gate)
        {
            if (_waiting.Count == 0) return;
            concerned = [.. _waiting.Where(waiting => (change.Member ?? waiting.Member) == waiting.Member && (change.Target ?? waiting.Target) == waiting.Target)];
        }

        foreach (var waiting in concerned) Look(waiting);
    }

    public void Dispose() => _registration?.Dispose();

    private void Look(Waiting waiting)
    {
        try
        {
            if (waiting.IsSo()) End(waiting, so: true);
        }
        catch (Exception error)
        {
            if (TryRemove(waiting)) waiting.End.TrySetException(error);
        }
    }

    private void End(Waiting waiting, bool so)
    {
        if (TryRemove(waiting)) waiting.End.TrySetResult(so);
    }

    // Before its worker is awake, so that nobody takes it for one that still waits.
    private bool TryRemove(Waiting waiting)
    {
        lock (_gate) return _waiting.Remove(waiting);
    }

    private sealed class Waiting(string writer, string member, TargetRef target, Func<bool> isSo)
    {
        public string Writer => writer;

        public string Member => member;

        public TargetRef Target => target;

        public Func<bool> IsSo => isSo;

        public TaskCompletionSource<bool> End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
