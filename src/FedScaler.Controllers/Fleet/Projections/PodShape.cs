using FedScaler.Core.Capacity;

namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>What the pods of one ReplicaSet have in common.</summary>
internal sealed class PodShape(Dictionary<string, string> labels, ResourceVector requests) : IEquatable<PodShape>
{
    // Order of labels must not matter; the hash is asked for at each decoding and kept.
    private readonly int _hash = HashCode.Combine(requests, labels.Sum(static l => (long)HashCode.Combine(l.Key, l.Value)));

    public IReadOnlyDictionary<string, string> Labels { get; } = labels;

    public ResourceVector Requests { get; } = requests;

    public bool Equals(PodShape? other) =>
        other is not null && _hash == other._hash && Requests == other.Requests && Labels.Count == other.Labels.Count
        && Labels.All(label => other.Labels.TryGetValue(label.Key, out var value) && value == label.Value);

    public override bool Equals(object? obj) => Equals(obj as PodShape);

    public override int GetHashCode() => _hash;
}
