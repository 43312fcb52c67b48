using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.Tests.Transcripts;

/// <summary>A watch that runs beside the other requests of a recording.</summary>
internal sealed class TranscriptWatch(HttpClient http, Uri address, string token) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private HttpResponseMessage? _response;
    private StreamReader? _lines;

    public async Task OpenAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _stop.Token);
        _lines = new StreamReader(await _response.Content.ReadAsStreamAsync(_stop.Token));
    }

    /// <summary>Reads so many events; fewer when the stream ends or nothing more comes in time.</summary>
    public async Task<List<JsonObject>> ReadAsync(int count, TimeSpan patience)
    {
        _stop.CancelAfter(patience);
        var events = new List<JsonObject>();
        while (events.Count < count && await _lines!.ReadLineAsync(_stop.Token) is { } line) events.Add(JsonNode.Parse(line)!.AsObject());
        return events;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _lines?.Dispose();
        _response?.Dispose();
        _stop.Dispose();
    }
}
