using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.ApiServer.Forwarding;
using FedScaler.Sandbox.ApiServer.Requests;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.ApiServer.Watching;

/// <summary>
/// One open watch: the store's changes go in on the writer's thread, already filtered, and frames come out on the
/// connection's. Objects that walk into a selector are ADDED, and DELETED when they walk out.
/// </summary>
internal sealed class WatchSession(ApiRequest request, WatchFilter filter)
{
    private readonly Channel<WatchFrame> _frames = Channel.CreateUnbounded<WatchFrame>(new UnboundedChannelOptions { SingleReader = true });

    // Read while the request lives: afterwards its headers are gone.
    private readonly string _userAgent = request.UserAgent;
    private readonly string _labels = filter.Labels.ToString();
    private readonly string _fields = filter.Fields.ToString();
    private readonly ForwardedCall? _forwarded = request.Http.Features.Get<ForwardedCall>();
    private long _queued;
    private long _flushed;
    private int _drops;

    public ApiRequest Request => request;

    public ChannelReader<WatchFrame> Frames => _frames.Reader;

    /// <summary>While set, nothing is sent, and the connection stays open.</summary>
    public bool IsSilent
    {
        get => field || _forwarded is { IsSilent: true };
        set;
    }

    /// <summary>Its time is over.</summary>
    public bool IsEnding { get; set; }

    public long Queued => Interlocked.Read(ref _queued);

    public bool IsCaughtUp => Interlocked.Read(ref _flushed) >= Interlocked.Read(ref _queued);

    public WatchState State => new(
        request.Type,
        filter.Namespace,
        _labels,
        _fields,
        _userAgent,
        Interlocked.Read(ref _queued),
        Interlocked.Read(ref _flushed),
        IsSilent);

    /// <param name="isForwarded">Through another server, or straight from its client.</param>
    public bool IsOf(ResourceType resource, string? ns, string labelSelector, string fieldSelector, bool isForwarded) =>
        _forwarded is not null == isForwarded && request.Type == resource && filter.Namespace == ns && _labels == labelSelector && _fields == fieldSelector;

    /// <summary>Sends what is there as ADDED.</summary>
    public void Start(IEnumerable<StoredObject> initial)
    {
        foreach (var stored in initial.Where(stored => filter.Matches(stored.Object))) Queue(new WatchFrame("ADDED", stored, null, stored.Revision));
    }

    public void OnChanged(StoreEvent change)
    {
        var matches = change.Type != WatchEventType.Deleted && filter.Matches(change.Object);
        var matched = change.Previous is { } previous && filter.Matches(previous);
        if (matches) Queue(new WatchFrame(matched ? "MODIFIED" : "ADDED", change.Stored, null, change.Revision));
        else if (matched) Queue(new WatchFrame("DELETED", Last(change), null, change.Revision));
    }

    public void QueueBookmark(long revision, bool endsInitialEvents)
    {
        var metadata = new JsonObject { ["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture) };
        if (endsInitialEvents) metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        var body = new JsonObject { ["kind"] = request.Type.Kind, ["apiVersion"] = request.Type.ApiVersion, ["metadata"] = metadata };
        _frames.Writer.TryWrite(new WatchFrame("BOOKMARK", null, body, revision));
    }

    /// <summary>Sends a Status as the last event.</summary>
    public void Fail(JsonObject status)
    {
        _frames.Writer.TryWrite(new WatchFrame("ERROR", null, status, 0));
        _frames.Writer.TryComplete();
    }

    /// <summary>Ends the watch, as if its time were over.</summary>
    public void Complete() => _frames.Writer.TryComplete();

    /// <summary>Loses the next event, as no API server ever should.</summary>
    public void DropNext() => Interlocked.Increment(ref _drops);

    public void NoteFlushed(long revision) => Interlocked.Exchange(ref _flushed, Math.Max(revision, Interlocked.Read(ref _flushed)));

    private void Queue(WatchFrame frame)
    {
        if (Volatile.Read(ref _drops) > 0)
        {
            Interlocked.Decrement(ref _drops);
            return;
        }

        if (_frames.Writer.TryWrite(frame)) Interlocked.Exchange(ref _queued, frame.Revision);
    }

    /// <summary>What is gone for this watch is shown as it last matched, with the version of the change.</summary>
    private static StoredObject Last(StoreEvent change)
    {
        if (change.Type == WatchEventType.Deleted) return change.Stored;
        var last = (JsonObject)change.Previous!.DeepClone();
        last.Metadata()["resourceVersion"] = change.Revision.ToString(CultureInfo.InvariantCulture);
        return new StoredObject(last, change.Revision);
    }
}
