using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.ApiServer.Ownership;

/// <summary>
/// A set of field paths as a tree, in the form of FieldsV1: the steps are <c>f:name</c>, <c>k:{"key":"value"}</c> and
/// <c>v:value</c>, and a dot says that the path up to here is itself in the set. Immutable once built.
/// </summary>
internal sealed class FieldSet
{
    private readonly SortedDictionary<string, FieldSet> _children = new(StringComparer.Ordinal);

    /// <summary>The path up to here is in the set.</summary>
    public bool IsMember { get; private set; }

    public IReadOnlyDictionary<string, FieldSet> Children => _children;

    public bool IsEmpty => !IsMember && _children.Values.All(child => child.IsEmpty);

    /// <summary>Adds a path.</summary>
    public void Add(IReadOnlyList<string> path)
    {
        var node = this;
        foreach (var step in path)
        {
            if (!node._children.TryGetValue(step, out var next)) node._children.Add(step, next = new FieldSet());
            node = next;
        }

        node.IsMember = true;
    }

    public FieldSet Union(FieldSet other)
    {
        var result = new FieldSet { IsMember = IsMember || other.IsMember };
        foreach (var (step, child) in _children)
            result._children[step] = other._children.TryGetValue(step, out var there) ? child.Union(there) : child;
        foreach (var (step, child) in other._children) result._children.TryAdd(step, child);
        return result;
    }

    /// <summary>The paths of this that are not in the other; a path does not stand for those below it.</summary>
    public FieldSet Except(FieldSet other)
    {
        var result = new FieldSet { IsMember = IsMember && !other.IsMember };
        foreach (var (step, child) in _children)
        {
            var left = other._children.TryGetValue(step, out var there) ? child.Except(there) : child;
            if (!left.IsEmpty) result._children[step] = left;
        }

        return result;
    }

    public FieldSet Intersect(FieldSet other)
    {
        var result = new FieldSet { IsMember = IsMember && other.IsMember };
        foreach (var (step, child) in _children)
        {
            if (!other._children.TryGetValue(step, out var there)) continue;
            var common = child.Intersect(there);
            if (!common.IsEmpty) result._children[step] = common;
        }

        return result;
    }

    public bool SameAs(FieldSet other) => Except(other).IsEmpty && other.Except(this).IsEmpty;

    /// <summary>All paths, each with its steps.</summary>
    public IEnumerable<IReadOnlyList<string>> Paths() => Paths([]);

    public JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var (step, child) in _children.Where(child => !child.Value.IsEmpty))
        {
            var inside = child.ToJson();
            if (child.IsMember && inside.Count > 0) inside.Insert(0, ".", new JsonObject());
            json[step] = inside;
        }

        return json;
    }

    public static FieldSet FromJson(JsonObject? json)
    {
        var set = new FieldSet();
        foreach (var (step, value) in json ?? [])
        {
            if (step == ".")
            {
                set.IsMember = true;
                continue;
            }

            var inside = value as JsonObject ?? [];
            var child = FromJson(inside);
            child.IsMember |= inside.Count == 0;
            set._children[step] = child;
        }

        return set;
    }

    /// <summary>A copy in which every declared field that leads to a member is a member too (fieldpath.EnsureNamedFieldsAreMembers).</summary>
    public FieldSet WithNamedFields(Schemas.FieldSchema schema)
    {
        var result = new FieldSet { IsMember = IsMember };
        foreach (var (step, child) in _children)
        {
            var copy = child.WithNamedFields(FieldSteps.Follow(schema, step));
            if (child._children.Count > 0 && step.StartsWith("f:", StringComparison.Ordinal) && schema.Fields.ContainsKey(step[2..]))
                copy.IsMember = true;
            result._children[step] = copy;
        }

        return result;
    }

    private IEnumerable<IReadOnlyList<string>> Paths(List<string> prefix)
    {
        if (IsMember && prefix.Count > 0) yield return prefix;
        foreach (var (step, child) in _children)
        {
            foreach (var path in child.Paths([.. prefix, step])) yield return path;
        }
    }
}
