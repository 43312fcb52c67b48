using System.Runtime.CompilerServices;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Runtime.Observation;

namespace FedScaler.Runtime.Metrics;

/// <summary>Counts and times a client's requests by verb and answer, and shows what is under way. Owns the client that it wraps.</summary>
/// <param name="time">What requests are timed by; null for the system's clock.</param>
public sealed class MeasuredKubeClient(
    IKubeClient inner, string cluster, RuntimeMetrics metrics, ActivityRegistry? activity = null, TimeProvider? time = null) : IKubeClient
{
    private readonly ApiMetrics _metrics = metrics.ForApi(cluster);
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly IDisposable? _registration = inner is ICallActivity calls ? activity?.Add(calls) : null;

    public Uri Server => inner.Server;

    public TimeSpan? ClockSkew => inner.ClockSkew;

    public int Connections => inner.Connections;

    public Task<T> GetAsync<T>(ResourceType type, ObjectKey key, JsonDecoder<T> decoder, CancellationToken cancellationToken, string? subresource = null) =>
        MeasureAsync("get", inner.GetAsync(type, key, decoder, cancellationToken, subresource));

    public Task<ResourceList<T>> ListAsync<T>(
        ResourceType type, string? ns, ListOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        MeasureAsync("list", inner.ListAsync(type, ns, options, decoder, cancellationToken));

    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceType type, string? ns, WatchOptions options, JsonDecoder<T> decoder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var events = inner.WatchAsync(type, ns, options, decoder, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await events.MoveNextAsync()) break;
            }
            catch (Exception error)
            {
                _metrics.Count("watch", CodeOf(error));
                throw;
            }

            yield return events.Current;
        }

        _metrics.Count("watch", ApiMetrics.Success);
    }

    public Task<T> CreateAsync<T>(
        ResourceType type, string? ns, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        MeasureAsync("create", inner.CreateAsync(type, ns, body, options, decoder, cancellationToken));

    public Task<T> CreateSubresourceAsync<T>(
        ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        MeasureAsync("create", inner.CreateSubresourceAsync(type, key, body, options, decoder, cancellationToken));

    public Task<T> ReplaceAsync<T>(
        ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        MeasureAsync("update", inner.ReplaceAsync(type, key, body, options, decoder, cancellationToken));

    public Task<T> PatchAsync<T>(
        ResourceType type, ObjectKey key, PatchKind kind, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        MeasureAsync(kind == PatchKind.Apply ? "apply" : "patch", inner.PatchAsync(type, key, kind, body, options, decoder, cancellationToken));

    public async Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) =>
        await MeasureAsync("delete", DeleteInnerAsync(type, key, options, cancellationToken));

    public Task<T> GetPathAsync<T>(string path, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        MeasureAsync("get", inner.GetPathAsync(path, decoder, cancellationToken));

    public ValueTask DisposeAsync()
    {
        _registration?.Dispose();
        return inner.DisposeAsync();
    }

    private static string CodeOf(Exception error) => error switch
    {
        KubeApiException refusal => refusal.Code.ToString(),
        OperationCanceledException => "canceled",
        TimeoutException => "timeout",
        _ => "unreachable",
    };

    private async Task<bool> DeleteInnerAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken)
    {
        await inner.DeleteAsync(type, key, options, cancellationToken);
        return true;
    }

    private async Task<T> MeasureAsync<T>(string verb, Task<T> call)
    {
        var started = _time.GetTimestamp();
        try
        {
            var answer = await call;
            _metrics.Count(verb, ApiMetrics.Success);
            return answer;
        }
        catch (Exception error)
        {
            _metrics.Count(verb, CodeOf(error));
            throw;
        }
        finally
        {
            _metrics.Took(verb, _time.GetElapsedTime(started));
        }
    }
}
