using System.Collections.Immutable;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Caches;

/// <summary>The workloads that somebody wants watched, in every member.</summary>
internal sealed class TrackedTargets
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TargetRef, int> _users = [];
    private readonly Dictionary<ObjectKey, ImmutableArray<TargetRef>> _byName = [];

    /// <summary>Each once, in no order.</summary>
    public IReadOnlyList<TargetRef> All
    {
        get
        {
            lock (_gate) return [.. _users.Keys];
        }
    }

    public bool Contains(TargetRef target)
    {
        lock (_gate) return _users.ContainsKey(target);
    }

    /// <summary>Those of one name, whatever their kind.</summary>
    public ImmutableArray<TargetRef> Named(string? ns, string name)
    {
        lock (_gate) return _byName.TryGetValue(new ObjectKey(ns, name), out var found) ? found : [];
    }

    /// <summary>Returns whether it is the first use.</summary>
    public bool Add(TargetRef target)
    {
        lock (_gate)
        {
            var users = _users[target] = _users.GetValueOrDefault(target) + 1;
            if (users > 1) return false;
            var key = new ObjectKey(target.Namespace, target.Name);
            _byName[key] = _byName.TryGetValue(key, out var others) ? others.Add(target) : [target];
            return true;
        }
    }

    /// <summary>Returns whether it was the last use.</summary>
    public bool Remove(TargetRef target)
    {
        lock (_gate)
        {
            if (--_users[target] > 0) return false;
            _users.Remove(target);
            var key = new ObjectKey(target.Namespace, target.Name);
            var others = _byName[key].Remove(target);
            if (others.IsEmpty) _byName.Remove(key);
            else _byName[key] = others;
            return true;
        }
    }
}
