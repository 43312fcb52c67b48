using FedScaler.Api.FedHpas;
using FedScaler.Controllers.Fleet;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.FedHpas;

/// <summary>Which FedHPAs there are, and which target each has. Safe for any number of threads.</summary>
internal sealed class TargetIndex
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectKey, TargetRef> _targets = [];
    private readonly Dictionary<TargetRef, SortedSet<string>> _byTarget = [];

    /// <summary>The workload that a FedHPA scales: always in its own namespace.</summary>
    public static TargetRef TargetOf(FedHpa resource)
    {
        var reference = resource.Spec.ScaleTargetRef;
        return new TargetRef(resource.Metadata.Namespace ?? "", reference.ApiVersion, reference.Kind, reference.Name);
    }

    /// <summary>Takes in what is now known of a FedHPA and returns the keys of others whose conflicts that may have changed.</summary>
    public IReadOnlyList<ObjectKey> Set(ObjectKey key, TargetRef? target)
    {
        lock (_gate)
        {
            var touched = new List<ObjectKey>();
            if (_targets.Remove(key, out var before) && before != target) Drop(before, key, touched);
            if (target is not { } now) return touched;
            _targets[key] = now;
            if (!_byTarget.TryGetValue(now, out var names)) _byTarget[now] = names = new SortedSet<string>(StringComparer.Ordinal);
            if (names.Add(key.Name)) AddOthers(now, key, touched);
            return touched;
        }
    }

    /// <summary>Other FedHPAs on the same target, by name.</summary>
    public IReadOnlyList<string> Rivals(FedHpa resource)
    {
        lock (_gate)
        {
            return _byTarget.TryGetValue(TargetOf(resource), out var names)
                ? [.. names.Where(name => name != resource.Metadata.Name)]
                : [];
        }
    }

    /// <summary>FedHPAs on a target.</summary>
    public IReadOnlyList<ObjectKey> Of(TargetRef target)
    {
        lock (_gate) return _byTarget.TryGetValue(target, out var names) ? [.. names.Select(name => new ObjectKey(target.Namespace, name))] : [];
    }

    public IReadOnlyList<ObjectKey> All()
    {
        lock (_gate) return [.. _targets.Keys];
    }

    /// <summary>Whether there is a FedHPA of this namespace/name.</summary>
    public bool Exists(string owner)
    {
        var slash = owner.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return false;
        lock (_gate) return _targets.ContainsKey(new ObjectKey(owner[..slash], owner[(slash + 1)..]));
    }

    private void Drop(TargetRef target, ObjectKey key, List<ObjectKey> touched)
    {
        if (!_byTarget.TryGetValue(target, out var names)) return;
        names.Remove(key.Name);
        if (names.Count == 0) _byTarget.Remove(target);
        else AddOthers(target, key, touched);
    }

    private void AddOthers(TargetRef target, ObjectKey key, List<ObjectKey> touched)
    {
        foreach (var name in _byTarget[target])
            if (name != key.Name) touched.Add(new ObjectKey(target.Namespace, name));
    }
}
