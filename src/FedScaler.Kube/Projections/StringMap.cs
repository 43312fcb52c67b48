using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using FedScaler.Kube.Json;

namespace FedScaler.Kube.Projections;

/// <summary>A small immutable map of strings (labels, quantities) in one array, compared by content.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Says what it holds; that it is a dictionary, its type says.")]
public sealed class StringMap : IReadOnlyDictionary<string, string>, IEquatable<StringMap>
{
    public static readonly StringMap Empty = new([]);

    private static readonly InternTable<StringMap> Known = new(16 * 1024);

    [ThreadStatic]
    private static List<string>? _scratch;

    /// <summary>Keys at even places, their values behind them.</summary>
    private readonly string[] _pairs;

    private StringMap(string[] pairs) => _pairs = pairs;

    /// <inheritdoc/>
    public int Count => _pairs.Length / 2;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => this.Select(static pair => pair.Key);

    /// <inheritdoc/>
    public IEnumerable<string> Values => this.Select(static pair => pair.Value);

    /// <inheritdoc/>
    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        for (var i = 0; i < _pairs.Length; i += 2)
        {
            if (_pairs[i] != key) continue;
            value = _pairs[i + 1];
            return true;
        }

        value = null;
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        for (var i = 0; i < _pairs.Length; i += 2) yield return new(_pairs[i], _pairs[i + 1]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(StringMap? other) => other is not null && _pairs.AsSpan().SequenceEqual(other._pairs);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StringMap);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var text in _pairs) hash.Add(text);
        return hash.ToHashCode();
    }

    /// <summary>From a property's name through the object it holds. Order is kept: API servers write maps sorted.</summary>
    /// <param name="shared">Whether equal maps are common enough to be kept once.</param>
    /// <param name="leaveOut">Keys that are not of interest.</param>
    internal static StringMap Read(ref Utf8JsonReader reader, bool shared, Func<string, bool>? leaveOut = null)
    {
        if (!ProjectionReader.EnterObject(ref reader)) return Empty;
        var pairs = _scratch ??= [];
        pairs.Clear();
        while (ProjectionReader.NextProperty(ref reader))
        {
            var key = StringPool.Read(ref reader);
            reader.Read();
            var value = reader.TokenType is JsonTokenType.Null ? "" : StringPool.ReadScalar(ref reader);
            if (leaveOut?.Invoke(key) == true) continue;
            pairs.Add(key);
            pairs.Add(value);
        }

        if (pairs.Count == 0) return Empty;
        var map = new StringMap([.. pairs]);
        return shared ? Known.Intern(map) : map;
    }
}
