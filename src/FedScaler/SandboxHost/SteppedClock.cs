using FedScaler.Sandbox.Simulation;
using FedScaler.Sandbox.Time;

namespace FedScaler.SandboxHost;

/// <summary>
/// Moves a simulated fleet and the service over it on in time: to the next thing that is due, then on only when everything
/// that follows from it has been done. So a run is repeatable, and as fast as the machine allows.
/// </summary>
public sealed class SteppedClock(SimulatedTimeProvider time, FleetSimulation simulation, Quiescence quiescence)
{
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Raised whenever all is quiet, before the clock moves on.</summary>
    public event Action? Settled;

    /// <summary>
    /// Lets everything come to rest at this instant. Service and members take turns: who writes while the other reads would
    /// be seen or not as the threads happen to run.
    /// </summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        do
        {
            await quiescence.WaitAsync(cancellationToken);
        }
        while (simulation.Settle() || FireDue());
        Settled?.Invoke();
    }

    /// <summary>Moves on by <paramref name="step"/>, stopping at everything that is due on the way.</summary>
    public async Task AdvanceAsync(TimeSpan step, CancellationToken cancellationToken)
    {
        var end = Now + step;
        await SettleAsync(cancellationToken);
        while (Now < end)
        {
            time.AdvanceTo(Earliest(end));
            await SettleAsync(cancellationToken);
        }
    }

    /// <summary>Moves on until <paramref name="reached"/>, looking whenever all is quiet.</summary>
    /// <exception cref="TimeoutException">It was not reached within <paramref name="patience"/> of simulated time.</exception>
    public async Task AdvanceUntilAsync(Func<bool> reached, TimeSpan patience, string what, CancellationToken cancellationToken)
    {
        var end = Now + patience;
        await SettleAsync(cancellationToken);
        while (!reached())
        {
            if (Now >= end) throw new TimeoutException($"{what}: not within {patience} of simulated time");
            time.AdvanceTo(Earliest(end));
            await SettleAsync(cancellationToken);
        }
    }

    private DateTimeOffset Earliest(DateTimeOffset end)
    {
        var next = end;
        if (time.NextDue is { } timer && timer < next) next = timer;
        if (simulation.NextDue is { } due && due < next) next = due;
        return next > Now ? next : Now;
    }

    /// <summary>Timers that became due at this very instant, such as the garbage collector's.</summary>
    private bool FireDue()
    {
        if (time.NextDue is not { } due || due > Now) return false;
        time.AdvanceTo(Now);
        return true;
    }
}
