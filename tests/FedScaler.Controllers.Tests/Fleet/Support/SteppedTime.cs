using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Observation;
using FedScaler.Sandbox.Time;

namespace FedScaler.Controllers.Tests.Fleet.Support;

/// <summary>Moves a clock over scripted clusters, each step after all is quiet.</summary>
/// <param name="each">Done before each step; what others than the service do.</param>
internal sealed class SteppedTime(ActivityRegistry activity, Func<IEnumerable<ScriptedCluster>> clusters, Action? each = null)
{
    /// <summary>What is looked at from outside is looked at this often, however long nothing is due.</summary>
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(1);

    public SimulatedTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Steps the clock until it is so; returns how much time that took.</summary>
    public async Task<TimeSpan> StepUntilAsync(Func<bool> condition, TimeSpan? atMost = null)
    {
        var start = Clock.GetUtcNow();
        while (!condition())
        {
            (Clock.GetUtcNow() - start).ShouldBeLessThan(atMost ?? TimeSpan.FromMinutes(2), "it did not come to be in time");
            await SettleAsync();
            Clock.AdvanceTo(Next(Clock.GetUtcNow() + LongestStep));
            await SettleAsync();
        }

        return Clock.GetUtcNow() - start;
    }

    public async Task StepAsync(TimeSpan time)
    {
        var end = Clock.GetUtcNow() + time;
        while (Clock.GetUtcNow() < end)
        {
            await SettleAsync();
            Clock.AdvanceTo(Next(end));
        }

        await SettleAsync();
    }

    private DateTimeOffset Next(DateTimeOffset end)
    {
        var now = Clock.GetUtcNow();
        var next = end < now + LongestStep ? end : now + LongestStep;
        return Clock.NextDue is { } due && due < next ? (due > now ? due : now) : next;
    }

    private bool IsCalm()
    {
        ScriptedCluster[] all = [.. clusters()];
        var working = activity.BackgroundWork.Sum(w => w.Pending);
        var opening = activity.Informers.Count(i => i.Status.Phase is InformerPhase.Listing or InformerPhase.Watching) - all.Sum(c => c.OpenWatches);
        return working + Math.Max(0, opening) <= all.Sum(c => c.Blocked)
            && all.All(c => c.HasToldAll)
            && activity.Queues.All(q => q.Counts.IsQuiet);
    }

    // Quiet but for the calls that a member swallows.
    private async Task SettleAsync()
    {
        each?.Invoke();
        var calm = 0;
        var limit = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(30);
        while (calm < 3 && TimeProvider.System.GetUtcNow() < limit)
        {
            calm = IsCalm() ? calm + 1 : 0;
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
    }
}
