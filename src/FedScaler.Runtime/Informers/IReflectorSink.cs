using FedScaler.Kube.Watch;

namespace FedScaler.Runtime.Informers;

/// <summary>Where a <see cref="Reflector{T}"/> puts what it reads.</summary>
internal interface IReflectorSink<T>
{
    /// <summary>How far the cache has come; null before the first list.</summary>
    string? Version { get; }

    void Replace(IReadOnlyCollection<T> items, string version);

    void Apply(in WatchEvent<T> change);

    void Listing();

    /// <summary>A watch is about to be asked for.</summary>
    void Opening();

    void Opened();

    void Failed(Exception error, TimeSpan pause);
}
