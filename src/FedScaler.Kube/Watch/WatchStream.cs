using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Transport;

namespace FedScaler.Kube.Watch;

/// <summary>An open watch. It has a deadline of its own, as no server, proxy or ping can be trusted to end it.</summary>
internal sealed class WatchStream<T> : IAsyncDisposable
{
    private readonly ClusterTransport _transport;
    private readonly int _epoch;
    private readonly string _what;
    private readonly CallDeadline _deadline;
    private readonly ApiResponse _response;
    private readonly LineReader _lines;
    private readonly WatchEventDecoder<T> _decoder;

    private WatchStream(
        ClusterTransport transport, int epoch, string what, CallDeadline deadline, ApiResponse response, LineReader lines, WatchEventDecoder<T> decoder)
    {
        (_transport, _epoch, _what) = (transport, epoch, what);
        (_deadline, _response, _lines, _decoder) = (deadline, response, lines, decoder);
    }

    /// <summary>Returns with the headers; the first event may be hours away.</summary>
    /// <param name="deadline">For the whole of the watch; owned by the stream from here on.</param>
    /// <param name="opening">For the headers; the caller's own.</param>
    public static async Task<WatchStream<T>> OpenAsync(
        ClusterTransport transport, ApiRequest request, CallDeadline deadline, CallDeadline opening, KubeClientOptions options, JsonDecoder<T> decoder)
    {
        var epoch = transport.Watches.Epoch;
        ApiResponse? response = null;
        try
        {
            response = await transport.SendAsync(request, transport.Watches, opening.Token);
            await AnswerReader.EnsureSuccessAsync(response, opening.Token);
            var body = await response.Message.Content.ReadAsStreamAsync(opening.Token);
            var lines = new LineReader(body, options.MaxWatchLineBytes);
            return new WatchStream<T>(transport, epoch, $"watch {request.Address.AbsolutePath}", deadline, response, lines, new WatchEventDecoder<T>(decoder));
        }
        catch (Exception e)
        {
            response?.Dispose();
            var seen = opening.Translate(e, request.ToString()) ?? deadline.Translate(e, request.ToString());
            deadline.Dispose();
            if (seen is TimeoutException) transport.Watches.Recycle(epoch);
            if (seen is null) throw;
            throw seen;
        }
    }

    /// <summary>The next event; null when the server closed the watch in the ordinary way.</summary>
    public async ValueTask<WatchEvent<T>?> NextAsync()
    {
        try
        {
            while (await _lines.NextAsync(_deadline.Token) is { } line)
            {
                if (!line.IsEmpty) return _decoder.Read(line);
            }

            return null;
        }
        catch (KubeApiException refusal)
        {
            throw new KubeApiException(_response.Credential.Conceal(refusal.Status), refusal.RetryAfter);
        }
        catch (Exception e)
        {
            var seen = _deadline.Translate(e, _what);
            if (seen is null) throw;
            // Other watches may hang on the same dead connection; the next ones shall not.
            if (seen is TimeoutException) _transport.Watches.Recycle(_epoch);
            throw seen;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The response first: completing the pipe closes its stream, and HTTP/1.1 would read that to its end.
        _response.Dispose();
        await _lines.DisposeAsync();
        _deadline.Dispose();
    }
}
