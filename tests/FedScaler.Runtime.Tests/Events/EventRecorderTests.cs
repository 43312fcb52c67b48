using System.Text;
using System.Text.Json.Nodes;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Tests.Support;
using FedScaler.Sandbox.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Runtime.Tests.Events;

public sealed class EventRecorderTests : IAsyncDisposable
{
    private static readonly EventTarget Web = new("fedscaler.io/v1alpha1", "FedHPA", "shop", "web", "uid-1");

    private readonly SimulatedTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly EventServer _server = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly EventRecorder _recorder;
    private Task? _run;

    public EventRecorderTests() =>
        _recorder = new EventRecorder(_server, new EventRecorderOptions("fedscaler.io/fedhpa", "fedscaler-0"), _time, NullLogger.Instance, random: new Random(1));

    [Fact]
    public async Task An_event_has_all_that_the_server_asks_for()
    {
        _recorder.Record(Web, EventKind.Warning, "Rebalanced", "Rebalance", "moved 2 of max from a to b");
        var sent = (await SentAsync()).ShouldHaveSingleItem();

        ((string)sent["metadata"]!["name"]!).ShouldStartWith("web.");
        ((JsonObject)sent["metadata"]!).Remove("name");
        JsonNode.DeepEquals(sent, JsonNode.Parse("""
            {
              "apiVersion": "events.k8s.io/v1", "kind": "Event", "metadata": {"namespace": "shop"},
              "eventTime": "2026-01-01T00:00:00.000000Z", "type": "Warning", "reason": "Rebalanced", "action": "Rebalance",
              "note": "moved 2 of max from a to b",
              "regarding": {"apiVersion": "fedscaler.io/v1alpha1", "kind": "FedHPA", "name": "web", "namespace": "shop", "uid": "uid-1"},
              "reportingController": "fedscaler.io/fedhpa", "reportingInstance": "fedscaler-0"
            }
            """)).ShouldBeTrue(sent.ToJsonString());
    }

    [Fact]
    public async Task An_event_about_a_cluster_scoped_object_goes_to_the_default_namespace()
    {
        _recorder.Record(new EventTarget("fedscaler.io/v1alpha1", "MemberCluster", null, "idc-a"), EventKind.Normal, "Ready", "Connect", "connected");
        var sent = (await SentAsync()).ShouldHaveSingleItem();
        ((string)sent["metadata"]!["namespace"]!).ShouldBe("default");
        sent["regarding"]!["namespace"].ShouldBeNull();
    }

    [Theory]
    [InlineData("a", 1024)]
    [InlineData("é", 1024)]
    [InlineData("漢", 1023)]
    [InlineData("👍", 1024)]
    public async Task A_note_is_cut_at_1024_bytes_and_never_within_a_character(string letter, int bytes)
    {
        _recorder.Record(Web, EventKind.Normal, "Reason", "Act", string.Concat(Enumerable.Repeat(letter, 2000)));
        var note = (string)(await SentAsync()).ShouldHaveSingleItem()["note"]!;
        Encoding.UTF8.GetByteCount(note).ShouldBe(bytes);
        note.ShouldNotContain("\uFFFD");
    }

    [Fact]
    public async Task The_same_again_counts_up_one_event()
    {
        for (var i = 0; i < 3; i++) Record("same");
        _time.Advance(TimeSpan.FromMilliseconds(1.5));
        Record("same");

        var sent = (await SentAsync()).ShouldHaveSingleItem();
        sent["series"]!.ToJsonString().ShouldBe("""{"count":4,"lastObservedTime":"2026-01-01T00:00:00.001500Z"}""");
        _server.Writes.ShouldBe(["create", "patch", "patch", "patch"]);
    }

    [Fact]
    public async Task The_same_much_later_is_an_event_of_its_own()
    {
        Record("same");
        await SentAsync();
        _time.Advance(TimeSpan.FromSeconds(601));
        Record("same");
        (await SentAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_same_after_the_server_forgot_it_is_an_event_of_its_own()
    {
        Record("same");
        await SentAsync();
        _server.Expire();
        Record("same");
        (await SentAsync()).ShouldHaveSingleItem()["series"].ShouldBeNull();
        Record("same");
        ((int)(await SentAsync()).ShouldHaveSingleItem()["series"]!["count"]!).ShouldBe(2);
    }

    [Fact]
    public async Task After_ten_that_are_similar_further_ones_are_combined()
    {
        for (var i = 1; i <= 15; i++) Record($"note {i}");
        var sent = await SentAsync();
        sent.Count.ShouldBe(11);
        var combined = sent.Single(e => ((string)e["note"]!).StartsWith("(combined", StringComparison.Ordinal));
        ((string)combined["note"]!).ShouldBe("(combined from similar events): note 11");
        ((int)combined["series"]!["count"]!).ShouldBe(5);
    }

    [Fact]
    public async Task A_talkative_object_is_held_to_25_and_then_one_in_five_minutes_and_others_are_not()
    {
        for (var i = 0; i < 40; i++) Record("same");
        await SentAsync();
        _server.Writes.Count.ShouldBe(25);
        _recorder.Dropped.ShouldBe(15);

        _recorder.Record(Web with { Name = "other" }, EventKind.Normal, "Reason", "Act", "same");
        await SentAsync();
        _server.Writes.Count.ShouldBe(26);

        _time.Advance(TimeSpan.FromSeconds(300));
        Record("same");
        Record("same");
        await SentAsync();
        _server.Writes.Count.ShouldBe(27);
        ((int)_server.Events[0]["series"]!["count"]!).ShouldBe(41, "what was held back counts all the same");
    }

    [Fact]
    public void What_does_not_fit_is_dropped_and_counted()
    {
        for (var i = 0; i < 1003; i++) Record($"note {i}");
        _recorder.Pending.ShouldBe(1000);
        _recorder.Dropped.ShouldBe(3);
    }

    [Fact]
    public async Task A_server_that_is_away_is_tried_twelve_times_and_the_wait_is_quiet()
    {
        _server.Refuse = () => new HttpRequestException("refused");
        Record("same");
        Start();
        for (var attempt = 1; attempt < 12; attempt++)
        {
            await Wait.UntilAsync(() => _server.Writes.Count == attempt && _time.NextDue is not null);
            _recorder.Pending.ShouldBe(0, "nothing more can be done before the clock moves");
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        await Wait.UntilAsync(() => _recorder.Dropped == 1);
        _server.Writes.Count.ShouldBe(12);
        _server.Refuse = () => null;
        Record("other");
        (await SentAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_event_is_given_up_at_once()
    {
        _server.Refuse = () => Refusals.Of(403, "Forbidden");
        Record("same");
        await SentAsync();
        _server.Writes.Count.ShouldBe(1);
        _recorder.Dropped.ShouldBe(1);
    }

    [Fact]
    public async Task An_event_whose_answer_got_lost_is_there_once()
    {
        _server.LosesAnswers = true;
        Record("same");
        Start();
        await Wait.UntilAsync(() => _server.Writes.Count == 1 && _time.NextDue is not null);
        _time.Advance(TimeSpan.FromSeconds(10));

        await Wait.UntilAsync(() => _server.Writes.Count == 2);
        (await SentAsync()).ShouldHaveSingleItem();
        _recorder.Dropped.ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_run is not null) await Should.ThrowAsync<OperationCanceledException>(_run);
        _stop.Dispose();
    }

    private void Record(string note) => _recorder.Record(Web, EventKind.Normal, "Reason", "Act", note);

    private void Start() => _run ??= _recorder.RunAsync(_stop.Token);

    private async Task<IReadOnlyList<JsonNode>> SentAsync()
    {
        Start();
        await Wait.UntilAsync(() => _recorder.Pending == 0);
        return _server.Events;
    }
}
