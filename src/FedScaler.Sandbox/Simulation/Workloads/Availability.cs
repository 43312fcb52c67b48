using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Workloads;

/// <summary>How many pods are ready, and ready for at least minReadySeconds; and when the next one will have been.</summary>
internal readonly record struct Availability(int Ready, int Available, DateTimeOffset? NextChange)
{
    public static Availability Of(IEnumerable<PodView> pods, int minReadySeconds, DateTimeOffset now)
    {
        var (ready, available, next) = (0, 0, (DateTimeOffset?)null);
        foreach (var pod in pods)
        {
            if (!pod.IsReady) continue;
            ready++;
            var since = (pod.ReadyChanged ?? now) + TimeSpan.FromSeconds(minReadySeconds);
            if (since <= now) available++;
            else if (next is null || since < next) next = since;
        }

        return new(ready, available, next);
    }
}
