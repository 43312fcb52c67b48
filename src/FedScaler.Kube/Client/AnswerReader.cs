using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Transport;

namespace FedScaler.Kube.Client;

/// <summary>Reads the body of an answer, bounded, into what was asked for or into the refusal.</summary>
internal static class AnswerReader
{
    private const int BufferBytes = 32 * 1024;
    private const int MaxErrorBytes = 256 * 1024;
    private const int LongestQuote = 500;

    /// <exception cref="KubeApiException">The answer is no success.</exception>
    public static async Task<T> ReadAsync<T>(ApiResponse response, JsonDecoder<T> decoder, int maxBytes, CancellationToken cancellationToken)
    {
        await EnsureSuccessAsync(response, cancellationToken);
        await using var body = await response.Message.Content.ReadAsStreamAsync(cancellationToken);
        var pipe = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: BufferBytes));
        try
        {
            while (true)
            {
                var read = await pipe.ReadAsync(cancellationToken);
                if (read.Buffer.Length > maxBytes)
                    throw new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded, $"the answer is longer than {maxBytes} bytes");
                if (read.IsCompleted) return decoder.TryWithoutBody(out var value) ? value : Decode(read.Buffer, decoder);
                pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    public static async Task EnsureSuccessAsync(ApiResponse response, CancellationToken cancellationToken)
    {
        var message = response.Message;
        if (message.IsSuccessStatusCode) return;
        var body = await ReadSomeAsync(message.Content, cancellationToken);
        var (status, wait) = StatusDecoder.TryRead(body) ?? (new KubeStatus((int)message.StatusCode, "", Describe(message, body), []), null);
        // A body may say 200 of itself, and what it says of itself decides nothing.
        throw new KubeApiException(response.Credential.Conceal(status with { Code = (int)message.StatusCode }), RetryAfter(message) ?? wait);
    }

    private static T Decode<T>(ReadOnlySequence<byte> body, JsonDecoder<T> decoder)
    {
        var reader = new Utf8JsonReader(body, KubeJson.ReaderOptions);
        reader.Read();
        var value = KubeJson.Read(decoder, ref reader);
        return reader.Read() ? throw new JsonException("more than one value") : value;
    }

    /// <summary>No more than is worth reading: an error page may be endless.</summary>
    private static async Task<byte[]> ReadSomeAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        using var kept = new MemoryStream();
        var buffer = new byte[8 * 1024];
        while (kept.Length < MaxErrorBytes)
        {
            var read = await body.ReadAsync(buffer, cancellationToken);
            if (read == 0) break;
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }

    private static string Describe(HttpResponseMessage message, byte[] body)
    {
        if ((int)message.StatusCode is >= 300 and < 400) return "the server redirects, and redirects are not followed";
        var quote = Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, LongestQuote)).Trim();
        return UntrustedText.Tame(quote.Length > 0 ? quote : message.ReasonPhrase ?? "no explanation", LongestQuote);
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage message) => message.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        // A date is the server's own: only its distance from the server's own clock means anything.
        { Date: { } until } when message.Headers.Date is { } now => until > now ? until - now : TimeSpan.Zero,
        _ => null,
    };
}
