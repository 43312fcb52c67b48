using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Laws.History;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Laws;

/// <summary>
/// Law 13. Where no FedHPA owns the target, the service lets no member run more while that takes the sum over the binding's
/// clusters above the user's count: whoever is to run fewer is written first. A count that has just been lowered, and what
/// others scaled a moment ago, may not have been seen. Targets that CronHPAs give a count are not judged.
/// </summary>
internal sealed class UsersCountLaw() : Law(13, "What the service adds never takes the sum above the user's count")
{
    private readonly Dictionary<ObjectKey, ValueTrail> _counts = [];
    private readonly Dictionary<ObjectKey, string?> _scheduled = [];

    public override void See(FleetChange change, FleetHistory history)
    {
        if (change.Event is { Resource.Kind: "CronHPA" } schedule) Note(schedule.Key, schedule.Type, schedule.Object.At("spec", "scaleTargetRef").Text("name"));
        if (change is FleetChange.Binding binding) Note(binding);
        if (change is FleetChange.Replicas { ByService: true, After: { } after } replicas && after > (replicas.Before ?? 0)) Judge(replicas, after, history);
    }

    private void Note(ObjectKey key, WatchEventType type, string? target)
    {
        if (type == WatchEventType.Deleted) _scheduled.Remove(key);
        else _scheduled[key] = target;
    }

    private void Note(FleetChange.Binding binding)
    {
        var count = (int)Math.Clamp(binding.Record.Replicas, 0, int.MaxValue);
        if (_counts.TryGetValue(binding.Record.Key, out var trail)) trail.Set(count, binding.Time);
        else _counts.Add(binding.Record.Key, new ValueTrail(count));
    }

    private void Judge(FleetChange.Replicas change, int after, FleetHistory history)
    {
        if (history.FedHpas.Values.Any(owner => owner.Target == change.Target)) return;
        BindingRecord[] bindings = [.. history.Bindings.Values.Where(binding => binding.Target == change.Target)];
        if (bindings is not [var binding] || _scheduled.ContainsValue(binding.Key.Name)) return;
        var since = change.Time - history.Bounds.Follow;
        var allowed = _counts[binding.Key].GreatestSince(since);
        long sum = after;
        foreach (var (name, told) in binding.Clusters)
        {
            if (name == change.Member.Name || !history.Members.TryGetValue(name, out var member) || !member.Workloads.TryGetValue(change.Target, out var workload)) continue;
            var runs = workload.Replicas.LeastSince(since);
            sum += member.SilentSince is null ? runs : Math.Min(runs, told);
        }

        if (!Holds(sum <= allowed))
            Report(change, binding.Key.ToString(), sum, allowed, $"{change.Member.Name} was scaled from {change.Before} to {after}, which makes {sum} in all, and the user asks for {allowed}");
    }
}
