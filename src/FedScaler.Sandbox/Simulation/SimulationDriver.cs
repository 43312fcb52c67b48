namespace FedScaler.Sandbox.Simulation;

/// <summary>Runs a fleet on a clock that moves by itself: settles when something is due and when a store has changed.</summary>
public sealed class SimulationDriver : IDisposable
{
    private readonly FleetSimulation _fleet;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _wake = new(1, 1);
    private readonly Lock _gate = new();

    public SimulationDriver(FleetSimulation fleet, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        _fleet = fleet;
        _time = time;
        foreach (var part in fleet.Parts) part.Woken += Wake;
    }

    /// <summary>Simulates until cancelled; then returns.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var timer = _time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            while (true)
            {
                await _wake.WaitAsync(cancellationToken);
                _fleet.Settle();
                if (_fleet.NextDue is { } due) timer.Change(Until(due), Timeout.InfiniteTimeSpan);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop: that is how a run ends.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in _fleet.Parts) part.Woken -= Wake;
        _wake.Dispose();
    }

    private TimeSpan Until(DateTimeOffset due)
    {
        var left = due - _time.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>At most one wake-up is kept: a pass takes in everything that came before it.</summary>
    private void Wake()
    {
        lock (_gate)
        {
            if (_wake.CurrentCount == 0) _wake.Release();
        }
    }
}
