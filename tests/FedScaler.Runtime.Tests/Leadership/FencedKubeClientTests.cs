using System.Text;
using System.Text.Json.Nodes;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Leadership;
using FedScaler.Runtime.Tests.Support;

namespace FedScaler.Runtime.Tests.Leadership;

public sealed class FencedKubeClientTests : IAsyncDisposable
{
    private const string Epoch = "3f1c/7";

    private static readonly ResourceType Ours = new("fedscaler.io", "v1alpha1", "fedhpas", "FedHPA");
    private static readonly ResourceType Theirs = KnownResources.HorizontalPodAutoscalers;
    private static readonly ObjectKey Key = new("shop", "web");
    private static readonly WriteOptions Plain = new("fedscaler-test");
    private static readonly WriteOptions Status = new("fedscaler-test", Subresource: "status");

    private readonly Recorder _sent = new();
    private readonly Leadership _leadership = new();

    private FencedKubeClient Client => new(_sent, _leadership, new EpochStamp("fedscaler.io"));

    public ValueTask DisposeAsync() => _sent.DisposeAsync();

    [Fact]
    public async Task Nothing_is_sent_while_another_leads()
    {
        _leadership.May = false;
        var body = RequestBody.From(new JsonObject());
        var none = TestContext.Current.CancellationToken;
        await Should.ThrowAsync<FencedWriteException>(Client.CreateAsync(Ours, "shop", body, Plain, JsonDecoders.Nothing, none));
        await Should.ThrowAsync<FencedWriteException>(Client.CreateSubresourceAsync(KnownResources.Pods, Key, body, Plain with { Subresource = "eviction" }, JsonDecoders.Nothing, none));
        await Should.ThrowAsync<FencedWriteException>(Client.ReplaceAsync(Ours, Key, body, Plain, JsonDecoders.Nothing, none));
        await Should.ThrowAsync<FencedWriteException>(Client.PatchAsync(Ours, Key, PatchKind.Apply, body, Plain, JsonDecoders.Nothing, none));
        await Should.ThrowAsync<FencedWriteException>(Client.DeleteAsync(Theirs, Key, new DeleteOptions(), none));
        _sent.Bodies.ShouldBeEmpty();
        (await Client.GetAsync(Ours, Key, JsonDecoders.Nothing, none)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(PatchKind.Apply)]
    [InlineData(PatchKind.Merge)]
    public async Task An_object_of_ours_is_stamped_in_its_annotations(PatchKind kind)
    {
        await PatchAsync(Ours, kind, Plain, """{"metadata": {"resourceVersion": "4", "annotations": {"a": "b"}}, "spec": {"maxReplicas": 3}}""");
        _sent.Bodies.ShouldHaveSingleItem().ShouldBe("""{"metadata":{"resourceVersion":"4","annotations":{"a":"b","fedscaler.io/epoch":"3f1c/7"}},"spec":{"maxReplicas":3}}""");
    }

    [Fact]
    public async Task A_status_of_ours_is_stamped_in_itself()
    {
        await PatchAsync(Ours, PatchKind.Apply, Status, """{"metadata": {"name": "web"}, "status": {"epoch": "old/1", "replicas": 3}}""");
        _sent.Bodies.ShouldHaveSingleItem().ShouldBe("""{"metadata":{"name":"web"},"status":{"epoch":"3f1c/7","replicas":3}}""");
    }

    [Fact]
    public async Task Of_others_only_what_is_applied_is_stamped()
    {
        await PatchAsync(Theirs, PatchKind.Apply, Plain, """{"spec": {}}""");
        await PatchAsync(Theirs, PatchKind.Merge, Plain, """{"spec": {}}""");
        await PatchAsync(KnownResources.Deployments, PatchKind.Merge, Plain with { Subresource = "scale" }, """{"spec": {"replicas": 3}}""");
        _sent.Bodies.ShouldBe(["""{"spec":{},"metadata":{"annotations":{"fedscaler.io/epoch":"3f1c/7"}}}""", """{"spec": {}}""", """{"spec": {"replicas": 3}}"""]);
    }

    [Fact]
    public async Task Without_an_epoch_bodies_go_out_as_they_are()
    {
        _leadership.Current = null;
        await PatchAsync(Ours, PatchKind.Apply, Plain, """{"spec": {}}""");
        _sent.Bodies.ShouldBe(["""{"spec": {}}"""]);
    }

    [Fact]
    public async Task A_refusal_by_the_fence_counts_as_not_leading_and_any_other_as_what_it_is()
    {
        const string Policy = "fedhpas.fedscaler.io \"web\" is forbidden: ValidatingAdmissionPolicy 'x.epoch.fedscaler.io' with binding 'x.epoch.fedscaler.io' denied request: fedscaler.io/epoch a/1 is not that of the Lease, a/2";
        _sent.Refusal = Refusals.Of(403, "Forbidden", Policy);
        (await Should.ThrowAsync<FencedWriteException>(PatchAsync(Ours, PatchKind.Apply, Plain, "{}"))).Message.ShouldContain("a/2");
        _sent.Refusal = Refusals.Of(403, "Forbidden", "fedhpas.fedscaler.io \"web\" is forbidden: User \"x\" cannot patch resource");
        await Should.ThrowAsync<KubeApiException>(PatchAsync(Ours, PatchKind.Apply, Plain, "{}"));
    }

    private Task PatchAsync(ResourceType type, PatchKind kind, WriteOptions options, string body) =>
        Client.PatchAsync(type, Key, kind, new RequestBody(Encoding.UTF8.GetBytes(body)), options, JsonDecoders.Nothing, TestContext.Current.CancellationToken);

    private sealed class Leadership : ILeadership
    {
        public bool May { get; set; } = true;

        public string? Current { get; set; } = Epoch;

        public bool IsLeader => May;

        public string? DemandEpoch() => May ? Current : throw new FencedWriteException("another leads");

        public Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class Recorder : FakeKubeClient
    {
        public List<string> Bodies { get; } = [];

        public Exception? Refusal { get; set; }

        public override Task<T> GetAsync<T>(ResourceType type, ObjectKey key, JsonDecoder<T> decoder, CancellationToken cancellationToken, string? subresource = null) =>
            Task.FromResult((T)(object)true);

        public override Task<T> PatchAsync<T>(
            ResourceType type, ObjectKey key, PatchKind kind, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken)
        {
            if (Refusal is { } refusal) return Task.FromException<T>(refusal);
            Bodies.Add(Encoding.UTF8.GetString(body.Utf8.Span));
            return Task.FromResult((T)(object)true);
        }
    }
}
