using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;

namespace FedScaler.Benchmarks.Reconciling;

/// <summary>Objects of one type, as their readers' decoders see them.</summary>
internal interface IShelf
{
    ResourceList<T> List<T>(JsonDecoder<T> decoder);

    IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(JsonDecoder<T> decoder, CancellationToken cancellationToken);

    /// <summary>Takes over the status of an object's JSON, and returns what is stored then.</summary>
    T PatchStatus<T>(ObjectKey key, ReadOnlySpan<byte> json, JsonDecoder<T> decoder);
}
