using FedScaler.Kube.Models;
using FedScaler.Sandbox.Laws.History;

namespace FedScaler.Sandbox.Laws;

/// <summary>
/// Law 7. A binding's replicas are the sum of its clusters' at every revision, and no cluster's number is one that its
/// workload has not asked for within the last second. Silent members are excused: they stand as last seen.
/// </summary>
internal sealed class BindingLaw() : Law(7, "The binding is the sum of its clusters, and equals what the members run within a second")
{
    private readonly HashSet<(ObjectKey Binding, string Member)> _reported = [];

    public override void See(FleetChange change, FleetHistory history)
    {
        switch (change)
        {
            case FleetChange.Binding binding:
                var sum = binding.Record.Clusters.Values.Sum(static replicas => (long)replicas);
                if (!Holds(binding.Record.Clusters.Count == 0 || binding.Record.Replicas == sum))
                    Report(change, binding.Record.Key.ToString(), binding.Record.Replicas, sum, $"the binding says {binding.Record.Replicas} replicas, and its clusters add up to {sum}");
                _reported.RemoveWhere(entry => entry.Binding == binding.Record.Key);
                break;
            case FleetChange.Replicas replicas:
                _reported.RemoveWhere(entry => entry.Member == replicas.Member.Name);
                break;
        }
    }

    public override void Pass(DateTimeOffset now, FleetHistory history)
    {
        foreach (var owner in history.FedHpas.Values)
        {
            if (!history.IsSettled(owner, now)) continue;
            foreach (var binding in history.Bindings.Values)
                if (binding.Target == owner.Target) Judge(now, owner, binding, history);
        }
    }

    private void Judge(DateTimeOffset now, FedHpaRecord owner, BindingRecord binding, FleetHistory history)
    {
        foreach (var member in history.Members.Values)
        {
            if (member.SilentSince is not null || !history.TakesPart(owner, member)) continue;
            if (!member.Workloads.TryGetValue(owner.Target, out var workload) || _reported.Contains((binding.Key, member.Name))) continue;
            var said = binding.Clusters.GetValueOrDefault(member.Name);
            if (Holds(said == workload.Replicas.Current || workload.Replicas.LeftAt(said) >= now - history.Bounds.Follow)) continue;
            _reported.Add((binding.Key, member.Name));
            Report(now, owner, said, workload.Replicas.Current, $"the binding says {said} for {member.Name}, which has asked for {workload.Replicas.Current} for more than {history.Bounds.Follow.TotalSeconds:0.#} s");
        }
    }
}
