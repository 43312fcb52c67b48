using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace FedScaler.Kube.Projections;

/// <summary>
/// Resources as the scheduler counts them (kube-scheduler framework.Resource): cpu in millicores, everything else in
/// whole units (bytes, devices), each quantity rounded up. Pods of one template share one instance.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "Says what it holds; that it is a dictionary, its type says.")]
public sealed class ResourceRequests : IReadOnlyDictionary<string, long>, IEquatable<ResourceRequests>
{
    public const string Cpu = "cpu";
    public const string Memory = "memory";

    public static readonly ResourceRequests None = new([]);

    private static readonly InternTable<ResourceRequests> Known = new(4 * 1024);
    private readonly KeyValuePair<string, long>[] _amounts;

    private ResourceRequests(KeyValuePair<string, long>[] amounts) => _amounts = amounts;

    public long CpuMillis => this.GetValueOrDefault(Cpu);

    public long MemoryBytes => this.GetValueOrDefault(Memory);

    /// <inheritdoc/>
    public int Count => _amounts.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _amounts.Select(static amount => amount.Key);

    /// <inheritdoc/>
    public IEnumerable<long> Values => _amounts.Select(static amount => amount.Value);

    /// <inheritdoc/>
    public long this[string key] => TryGetValue(key, out var amount) ? amount : throw new KeyNotFoundException(key);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out long value)
    {
        foreach (var (name, amount) in _amounts)
        {
            if (name != key) continue;
            value = amount;
            return true;
        }

        value = 0;
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, long>> GetEnumerator() => _amounts.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(ResourceRequests? other) => other is not null && _amounts.AsSpan().SequenceEqual(other._amounts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ResourceRequests);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (name, amount) in _amounts) hash.Add(HashCode.Combine(name, amount));
        return hash.ToHashCode();
    }

    internal static ResourceRequests Of(ResourceTally tally) =>
        tally.Count == 0 ? None : Known.Intern(new ResourceRequests(tally.Sorted()));
}
