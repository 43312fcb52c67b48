using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Fleet;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Bindings;

/// <summary>Which ReplicaBindings there are on which target. Safe for any number of threads.</summary>
internal sealed class BindingIndex
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectKey, TargetRef> _targets = [];
    private readonly Dictionary<TargetRef, SortedSet<string>> _byTarget = [];

    /// <summary>The workload that a binding is about: always in its own namespace.</summary>
    public static TargetRef TargetOf(ReplicaBinding binding)
    {
        var reference = binding.Spec.ScaleTargetRef;
        return new TargetRef(binding.Metadata.Namespace ?? "", reference.ApiVersion, reference.Kind, reference.Name);
    }

    /// <summary>Takes in what is now known of a binding; null: it is gone.</summary>
    public void Set(ObjectKey key, TargetRef? target)
    {
        lock (_gate)
        {
            if (_targets.Remove(key, out var before) && _byTarget.TryGetValue(before, out var names) && names.Remove(key.Name) && names.Count == 0)
                _byTarget.Remove(before);
            if (target is not { } now) return;
            _targets[key] = now;
            if (!_byTarget.TryGetValue(now, out var others)) _byTarget[now] = others = new SortedSet<string>(StringComparer.Ordinal);
            others.Add(key.Name);
        }
    }

    /// <summary>The target of a binding; null where there is no such binding.</summary>
    public TargetRef? TargetOf(ObjectKey key)
    {
        lock (_gate) return _targets.TryGetValue(key, out var target) ? target : null;
    }

    /// <summary>Bindings on a target, by name.</summary>
    public IReadOnlyList<ObjectKey> Of(TargetRef target)
    {
        lock (_gate) return _byTarget.TryGetValue(target, out var names) ? [.. names.Select(name => new ObjectKey(target.Namespace, name))] : [];
    }

    public IReadOnlyList<TargetRef> Targets()
    {
        lock (_gate) return [.. _byTarget.Keys];
    }
}
