using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet;

/// <summary>Which objects of one kind there are, and which target each has. Safe for any number of threads.</summary>
internal sealed class TargetIndex
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectKey, TargetRef> _targets = [];
    private readonly Dictionary<TargetRef, SortedSet<string>> _byTarget = [];

    /// <summary>Takes in what is now known of an object and returns the keys of others that share, or no longer share, a target with it.</summary>
    /// <param name="target">Null when it is gone.</param>
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

    /// <summary>The target of an object; null where there is no such object.</summary>
    public TargetRef? TargetOf(ObjectKey key)
    {
        lock (_gate) return _targets.TryGetValue(key, out var target) ? target : null;
    }

    /// <summary>Names of others on a target than the one of this name.</summary>
    public IReadOnlyList<string> Rivals(TargetRef target, string name)
    {
        lock (_gate) return _byTarget.TryGetValue(target, out var names) ? [.. names.Where(other => other != name)] : [];
    }

    /// <summary>Objects on a target, by name.</summary>
    public IReadOnlyList<ObjectKey> Of(TargetRef target)
    {
        lock (_gate) return _byTarget.TryGetValue(target, out var names) ? [.. names.Select(name => new ObjectKey(target.Namespace, name))] : [];
    }

    public IReadOnlyList<ObjectKey> All()
    {
        lock (_gate) return [.. _targets.Keys];
    }

    /// <summary>Every target that an object has.</summary>
    public IReadOnlyList<TargetRef> Targets()
    {
        lock (_gate) return [.. _byTarget.Keys];
    }

    /// <summary>Whether there is an object of this <c>namespace/name</c>.</summary>
    public bool Exists(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return false;
        lock (_gate) return _targets.ContainsKey(new ObjectKey(key[..slash], key[(slash + 1)..]));
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
