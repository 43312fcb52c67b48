using FedScaler.Kube.Models;
using FedScaler.Sandbox.Laws.History;

namespace FedScaler.Sandbox.Laws;

/// <summary>
/// Law 7. Where a FedHPA scales the target, a binding's replicas are the sum of its clusters' in every revision of the service's,
/// and no cluster's number is one that its workload has not asked for within the last second. What somebody else wrote there is
/// put right within the same second. Silent members are excused: they stand as last seen.
/// </summary>
internal sealed class BindingLaw() : Law(7, "The binding is the sum of its clusters, and equals what the members run within a second")
{
    private readonly HashSet<(ObjectKey Binding, string Member)> _reported = [];

    public override void See(FleetChange change, FleetHistory history)
    {
        switch (change)
        {
            case FleetChange.Binding binding:
                JudgeSum(binding, history);
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
            if (!history.IsUndisturbed(owner, now)) continue;
            foreach (var binding in history.Bindings.Values)
            {
                if (binding.Target != owner.Target || binding.EditedAt + history.Bounds.Follow >= now) continue;
                JudgeEdit(now, owner, binding);
                Judge(now, owner, binding, history);
            }
        }
    }

    private void JudgeSum(FleetChange.Binding change, FleetHistory history)
    {
        var binding = change.Record;
        if (binding.EditedAt is not null || history.FedHpas.Values.All(owner => owner.Target != binding.Target) || Holds(binding.IsConsistent)) return;
        Report(change, binding.Key.ToString(), binding.Replicas, binding.Sum, $"the binding says {binding.Replicas} replicas, and its clusters add up to {binding.Sum}");
    }

    private void JudgeEdit(DateTimeOffset now, FedHpaRecord owner, BindingRecord binding)
    {
        if (binding.EditedAt is not { } edited || binding.IsConsistent || !_reported.Add((binding.Key, ""))) return;
        Holds(false);
        Report(now, owner, binding.Replicas, binding.Sum, $"the binding was edited at {edited:HH:mm:ss.fff} to say {binding.Replicas} replicas of {binding.Sum}, and was not put right");
    }

    private void Judge(DateTimeOffset now, FedHpaRecord owner, BindingRecord binding, FleetHistory history)
    {
        foreach (var member in history.Members.Values)
        {
            if (member.SilentSince is not null || !history.TakesPart(owner, member) || binding.Evicting.Contains(member.Name)) continue;
            if (!member.Workloads.TryGetValue(owner.Target, out var workload) || _reported.Contains((binding.Key, member.Name))) continue;
            var said = binding.Clusters.GetValueOrDefault(member.Name);
            if (Holds(said == workload.Replicas.Current || workload.Replicas.LeftAt(said) >= now - history.Bounds.Follow)) continue;
            _reported.Add((binding.Key, member.Name));
            Report(now, owner, said, workload.Replicas.Current, $"the binding says {said} for {member.Name}, which has asked for {workload.Replicas.Current} for more than {history.Bounds.Follow.TotalSeconds:0.#} s");
        }
    }
}
