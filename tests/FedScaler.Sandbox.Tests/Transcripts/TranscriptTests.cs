using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Hosting;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Transcripts;

/// <summary>The sandbox answers what a real API server answered, request by request.</summary>
public sealed class TranscriptTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Transcripts", "Recordings");

    private static readonly ResourceType Widgets = new("test.example.com", "v1alpha1", "widgets", "Widget");

    /// <summary>Differences that stay, each with its reason: "file #step" to why.</summary>
    private static readonly Dictionary<string, string> Accepted = [];

    public static TheoryData<string> Recordings => [.. Directory.GetFiles(Folder, "*.json").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task The_sandbox_answers_as_the_recorded_server_did(string file)
    {
        // No controller manager ran beside the recorded server.
        await using var fleet = await SandboxFleet.StartAsync(new SandboxOptions { Members = [], UseTls = false, RunControllers = false });
        fleet.Hub.Server.Register(Widgets, MaxOfWidgets);
        if (file == "11-expired.json") AsAfterARestart(fleet.Hub);
        using var http = new HttpClient { BaseAddress = fleet.Hub.Server.Address };
        var recording = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, file)))!.AsObject();

        var differences = await new TranscriptReplay(fleet.Hub, http).RunAsync(file, recording);

        differences.Where(difference => !Accepted.Keys.Any(known => difference.StartsWith(known + " ", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_recording_is_replayed() => Recordings.Count.ShouldBe(11);

    /// <summary>The rule that the recorded definition of widgets states in CEL.</summary>
    private static StatusCause[] MaxOfWidgets(JsonObject next, JsonObject? previous) =>
        next["spec"]?["max"] is { } max && next["spec"]!["replicas"]!.GetValue<long>() > max.GetValue<long>()
            ? [new StatusCause("FieldValueInvalid", "spec", "Invalid value: replicas must not exceed max")]
            : [];

    /// <summary>The server had been through the other recordings, and had forgotten them.</summary>
    private static void AsAfterARestart(SandboxCluster cluster)
    {
        for (var i = 1; i <= 10; i++)
        {
            cluster.Store.Create(KnownResources.Namespaces, new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Namespace",
                ["metadata"] = new JsonObject { ["name"] = $"t{i:00}" },
            });
        }

        cluster.Store.ForgetHistory();
    }
}
