using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FedScaler.Sandbox.Hosting;

namespace FedScaler.Sandbox.Tests.Transcripts;

/// <summary>Sends the requests of a recording to a server, in order, binding values from its own answers.</summary>
internal sealed class TranscriptReplay(SandboxCluster cluster, HttpClient http)
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, string> _bound = [];
    private readonly Dictionary<string, TranscriptWatch> _watches = [];

    /// <summary>All differences, each as "file #step what".</summary>
    public async Task<List<string>> RunAsync(string file, JsonObject recording)
    {
        var differences = new List<string>();
        var steps = recording["steps"]!.AsArray();
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i]!.AsObject();
            var found = step.ContainsKey("endWatch") ? await EndWatchAsync(step)
                : step.ContainsKey("watch") ? await OpenWatchAsync(step)
                : await RequestAsync(step);
            differences.AddRange(found.Select(difference => $"{file} #{i} {difference}"));
        }

        return differences;
    }

    private async Task<IEnumerable<string>> RequestAsync(JsonObject step)
    {
        using var request = new HttpRequestMessage(new HttpMethod(Text(step, "method")), new Uri(http.BaseAddress!, Bind(Text(step, "path"))));
        request.Headers.TryAddWithoutValidation("Accept", step["accept"]?.GetValue<string>() ?? "application/json");
        if (step["token"] is { } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.GetValue<string>());
        else if (step["anonymous"] is null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", cluster.Server.AdminToken);
        if (step["body"] is { } body)
        {
            var text = Bind(body is JsonValue raw ? raw.GetValue<string>() : body.ToJsonString());
            request.Content = new StringContent(text, Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(step["contentType"]?.GetValue<string>() ?? "application/json");
        }

        using var response = await http.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        var json = answer.StartsWith('{') ? JsonNode.Parse(answer)!.AsObject() : null;
        foreach (var (name, path) in step["bind"] as JsonObject ?? [])
        {
            if (json is not null) _bound[name] = path!.GetValue<string>().Split('.').Aggregate((JsonNode)json, (node, part) => node[part]!).ToString();
        }

        return TranscriptComparison.Answer(step, (int)response.StatusCode, response, json, answer);
    }

    private async Task<IEnumerable<string>> OpenWatchAsync(JsonObject step)
    {
        var name = Text(step, "watch");
        var watch = new TranscriptWatch(http, new Uri(http.BaseAddress!, Bind(Text(step, "path"))), cluster.Server.AdminToken);
        await watch.OpenAsync();
        _watches[name] = watch;
        return [];
    }

    private async Task<IEnumerable<string>> EndWatchAsync(JsonObject step)
    {
        var name = Text(step, "endWatch");
        var wanted = step["response"]!["events"]!.AsArray();
        await using var watch = _watches[name];
        var events = await watch.ReadAsync(wanted.Count, Settle);
        return TranscriptComparison.Events(name, wanted, events);
    }

    private string Bind(string text) => _bound.Aggregate(text, (bound, value) => bound.Replace("{{" + value.Key + "}}", value.Value, StringComparison.Ordinal));

    private static string Text(JsonObject step, string name) => step[name]!.GetValue<string>();
}
