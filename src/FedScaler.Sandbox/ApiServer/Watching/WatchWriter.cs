using System.Text;
using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Requests;
using FedScaler.Sandbox.ApiServer.Resources;
using FedScaler.Sandbox.ApiServer.Tables;
using FedScaler.Sandbox.Json;
using Microsoft.AspNetCore.Http;

namespace FedScaler.Sandbox.ApiServer.Watching;

/// <summary>Writes a session's frames as lines of JSON, and flushes whenever none is waiting.</summary>
internal sealed class WatchWriter(WatchSession session, TimeProvider time)
{
    private readonly ResponseView _view = Accept.ViewOf(session.Request);

    public async Task RunAsync(CancellationToken stop)
    {
        var response = session.Request.Http.Response;
        response.ContentType = "application/json";
        await response.StartAsync(stop);
        await response.Body.FlushAsync(stop); // the client must see the headers before the first event
        long written = 0;
        while (await session.Frames.WaitToReadAsync(stop))
        {
            await WaitWhileSilentAsync(stop);
            while (session.Frames.TryRead(out var frame))
            {
                Write(response, frame);
                written = Math.Max(written, frame.Revision);
                if (frame.IsLast) break;
            }

            await response.BodyWriter.FlushAsync(stop);
            session.NoteFlushed(written);
        }
    }

    /// <summary>A half-open connection never speaks again: only its client can end it.</summary>
    private async Task WaitWhileSilentAsync(CancellationToken stop)
    {
        if (session.IsSilent) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
    }

    private void Write(HttpResponse response, WatchFrame frame)
    {
        var writer = response.BodyWriter;
        Copy(writer, Encoding.UTF8.GetBytes($"{{\"type\":\"{frame.Type}\",\"object\":"));
        Copy(writer, Body(frame));
        Copy(writer, "}\n"u8);
    }

    private static void Copy(System.IO.Pipelines.PipeWriter writer, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(writer.GetSpan(bytes.Length));
        writer.Advance(bytes.Length);
    }

    private byte[] Body(WatchFrame frame)
    {
        if (frame.Object is null) return frame.Body!.ToUtf8();
        var shown = VersionConversion.FromStorage(session.Request.Type, frame.Object.Object);
        if (_view == ResponseView.Object && ReferenceEquals(shown, frame.Object.Object)) return frame.Object.Utf8;
        return (_view switch
        {
            ResponseView.Table => TableBuilder.Build(session.Request, [shown], frame.Revision, null, null, time.GetUtcNow()),
            ResponseView.PartialMetadata => PartialMetadata.Of(shown),
            _ => (JsonNode)shown,
        }).ToUtf8();
    }
}
