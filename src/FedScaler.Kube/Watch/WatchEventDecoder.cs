using System.Buffers;
using System.Text.Json;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;

namespace FedScaler.Kube.Watch;

/// <summary>Reads one line of a watch: <c>type</c> and <c>object</c>, in whichever order.</summary>
internal sealed class WatchEventDecoder<T>(JsonDecoder<T> objects)
{
    private const string ErrorType = "ERROR";
    private const string BookmarkType = "BOOKMARK";

    /// <exception cref="KubeApiException">The line is an ERROR event.</exception>
    /// <exception cref="JsonException">The line is no event.</exception>
    public WatchEvent<T> Read(ReadOnlySequence<byte> line)
    {
        var reader = new Utf8JsonReader(line, KubeJson.ReaderOptions);
        if (!reader.Read()) throw new JsonException("an empty line");
        ProjectionReader.StartObject(ref reader);
        string? type = null;
        ReadOnlySequence<byte>? unread = null;
        WatchEvent<T>? result = null;
        while (ProjectionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("type"u8))
            {
                type = type is null ? ProjectionReader.Text(ref reader) : throw new JsonException("type twice");
            }
            else if (reader.ValueTextEquals("object"u8))
            {
                if (result is not null || unread is not null) throw new JsonException("object twice");
                reader.Read();
                if (type is null) unread = Cut(line, ref reader);
                else result = ReadObject(type, ref reader);
            }
            else
            {
                ProjectionReader.SkipValue(ref reader);
            }
        }

        if (reader.Read()) throw new JsonException("more than one value");
        return result ?? ReadLate(type, unread);
    }

    /// <summary>The object's text, to be read when its type is known.</summary>
    private static ReadOnlySequence<byte> Cut(ReadOnlySequence<byte> line, ref Utf8JsonReader reader)
    {
        var start = reader.TokenStartIndex;
        reader.Skip();
        return line.Slice(start, reader.BytesConsumed - start);
    }

    private WatchEvent<T> ReadLate(string? type, ReadOnlySequence<byte>? text)
    {
        if (type is null || text is not { } found) throw new JsonException("an event has a type and an object");
        var reader = new Utf8JsonReader(found, KubeJson.ReaderOptions);
        reader.Read();
        return ReadObject(type, ref reader);
    }

    private WatchEvent<T> ReadObject(string type, ref Utf8JsonReader reader)
    {
        if (type == ErrorType)
        {
            var (status, wait) = StatusDecoder.Read(KubeJson.Read(JsonDecoders.Object, ref reader));
            throw new KubeApiException(status, wait);
        }

        var position = WatchPosition.Peek(reader);
        if (type == BookmarkType)
        {
            reader.Skip();
            return new WatchEvent<T>(WatchEventType.Bookmark, default, position.ResourceVersion, position.InitialEventsEnd);
        }

        var kind = type switch
        {
            "ADDED" => WatchEventType.Added,
            "MODIFIED" => WatchEventType.Modified,
            "DELETED" => WatchEventType.Deleted,
            _ => throw new JsonException("an event of no known type"),
        };
        var depth = reader.CurrentDepth;
        var value = KubeJson.Read(objects, ref reader);
        if (reader.CurrentDepth != depth) throw new JsonException("the decoder did not end where the object does");
        return new WatchEvent<T>(kind, value, position.ResourceVersion);
    }
}
