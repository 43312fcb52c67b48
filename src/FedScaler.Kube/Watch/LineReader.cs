using System.Buffers;
using System.IO.Pipelines;

namespace FedScaler.Kube.Watch;

/// <summary>Cuts a stream into lines, one at a time, so that a bad line takes none of the good ones before it along.</summary>
internal sealed class LineReader(Stream stream, int maxBytes) : IAsyncDisposable
{
    // Zero-byte reads: a watch that waits for its next event holds no buffer.
    private readonly PipeReader _pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 16 * 1024, useZeroByteReads: true));
    private SequencePosition? _next;
    private long _searched;

    /// <summary>The next line without its line feed, valid until the next call; null at a proper end.</summary>
    /// <exception cref="HttpRequestException">The line is too long, or the stream ends within it.</exception>
    public async ValueTask<ReadOnlySequence<byte>?> NextAsync(CancellationToken cancellationToken)
    {
        if (_next is { } next) _pipe.AdvanceTo(next);
        _next = null;
        while (true)
        {
            var read = await _pipe.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            if (buffer.Slice(_searched).PositionOf((byte)'\n') is { } end)
            {
                _searched = 0;
                _next = buffer.GetPosition(1, end);
                return Within(buffer.Slice(0, end));
            }

            Within(buffer);
            if (read.IsCompleted)
            {
                if (buffer.IsEmpty) return null;
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "the watch ends within a line");
            }

            _searched = buffer.Length;
            _pipe.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pipe.CompleteAsync();

    private ReadOnlySequence<byte> Within(ReadOnlySequence<byte> line) => line.Length <= maxBytes
        ? line
        : throw new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded, $"a line of the watch is longer than {maxBytes} bytes");
}
