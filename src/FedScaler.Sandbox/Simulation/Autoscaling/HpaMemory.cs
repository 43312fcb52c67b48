using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.Simulation.Autoscaling;

/// <summary>What the HPA controller remembers of one autoscaler between syncs; lost when it restarts, as the real one's is.</summary>
internal sealed class HpaMemory
{
    private readonly List<(DateTimeOffset Time, int Replicas)> _recommendations = [];
    private readonly List<(DateTimeOffset Time, int Change)> _up = [];
    private readonly List<(DateTimeOffset Time, int Change)> _down = [];

    private (JsonObject Of, HpaSpec Spec)? _spec;

    public bool IsNew => _recommendations.Count == 0;

    /// <summary>The spec, read anew only when the object is another one.</summary>
    public HpaSpec SpecOf(JsonObject hpa, SimulationSettings settings)
    {
        if (_spec is { } known && ReferenceEquals(known.Of, hpa)) return known.Spec;
        var spec = new HpaSpec(hpa, settings);
        _spec = (hpa, spec);
        return spec;
    }

    public void Recommend(DateTimeOffset now, int replicas) => _recommendations.Add((now, replicas));

    /// <summary>Recommendations younger than the window (at its very edge too, when inclusive).</summary>
    public IEnumerable<int> Recommendations(DateTimeOffset now, TimeSpan window, bool inclusive = false)
    {
        foreach (var (time, replicas) in _recommendations)
        {
            if (time > now - window || (inclusive && time == now - window)) yield return replicas;
        }
    }

    public void ForgetRecommendations(DateTimeOffset before) => _recommendations.RemoveAll(one => one.Time < before);

    public void NoteScaling(DateTimeOffset now, int from, int to, TimeSpan longestPeriod)
    {
        var events = to > from ? _up : _down;
        events.RemoveAll(one => one.Time < now - longestPeriod);
        events.Add((now, Math.Abs(to - from)));
    }

    public int Added(DateTimeOffset now, int seconds) => Sum(_up, now, seconds);

    public int Removed(DateTimeOffset now, int seconds) => Sum(_down, now, seconds);

    private static int Sum(List<(DateTimeOffset Time, int Change)> events, DateTimeOffset now, int seconds)
    {
        var sum = 0;
        foreach (var (time, change) in events)
        {
            if (time > now - TimeSpan.FromSeconds(seconds)) sum += change;
        }

        return sum;
    }
}
