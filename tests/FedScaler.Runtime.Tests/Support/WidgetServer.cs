using System.Runtime.CompilerServices;
using System.Threading.Channels;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;

namespace FedScaler.Runtime.Tests.Support;

/// <summary>An API server of widgets: a store, its log of events, and the watches that follow it, with faults on demand.</summary>
internal sealed class WidgetServer : FakeKubeClient
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Widget> _widgets = [];
    private readonly List<WatchEvent<Widget>> _log = [];
    private readonly List<Channel<WatchEvent<Widget>>> _open = [];
    private readonly HashSet<Channel<WatchEvent<Widget>>> _accepted = [];
    private readonly List<ListOptions> _lists = [];
    private readonly List<WatchOptions> _watches = [];
    private long _forgotten;
    private int _uids;

    /// <summary>Every list that was asked for.</summary>
    public IReadOnlyList<ListOptions> Lists
    {
        get
        {
            lock (_gate) return [.. _lists];
        }
    }

    /// <summary>Every watch that was asked for.</summary>
    public IReadOnlyList<WatchOptions> Watches
    {
        get
        {
            lock (_gate) return [.. _watches];
        }
    }

    /// <summary>Awaited before a watch is accepted.</summary>
    public Func<CancellationToken, Task>? BeforeOpened { get; set; }

    public Func<ListOptions, Exception?> RefuseList { get; set; } = _ => null;

    public Func<WatchOptions, Exception?> RefuseWatch { get; set; } = _ => null;

    public bool KnowsWatchList { get; set; } = true;

    public bool IgnoresWatchList { get; set; }

    /// <summary>Whether a version too old is refused by an ERROR event in an accepted watch rather than by an HTTP status.</summary>
    public bool ExpiresInTheStream { get; set; }

    public long Revision { get; private set; } = 100;

    /// <summary>Watches whose clients know that they are open.</summary>
    public int OpenWatches
    {
        get
        {
            lock (_gate) return _open.Count(_accepted.Contains);
        }
    }

    public IReadOnlyList<Widget> Widgets
    {
        get
        {
            lock (_gate) return [.. _widgets.Values];
        }
    }

    public Widget Put(string name, string colour = "red")
    {
        lock (_gate)
        {
            var known = _widgets.GetValueOrDefault(name);
            var widget = new Widget(name, known?.Uid ?? $"uid-{++_uids}", $"{++Revision}", colour);
            _widgets[name] = widget;
            Tell(new WatchEvent<Widget>(known is null ? WatchEventType.Added : WatchEventType.Modified, widget, widget.ResourceVersion));
            return widget;
        }
    }

    public void Delete(string name)
    {
        lock (_gate)
        {
            if (!_widgets.Remove(name, out var widget)) return;
            widget = widget with { ResourceVersion = $"{++Revision}" };
            Tell(new WatchEvent<Widget>(WatchEventType.Deleted, widget, widget.ResourceVersion));
        }
    }

    public void Bookmark()
    {
        lock (_gate) Send(new WatchEvent<Widget>(WatchEventType.Bookmark, null, $"{++Revision}"));
    }

    /// <summary>Something goes out over the watches that never happened.</summary>
    public void Send(WatchEvent<Widget> change)
    {
        lock (_gate)
        {
            foreach (var watch in _open) watch.Writer.TryWrite(change);
        }
    }

    /// <summary>Ends every watch, in the ordinary way or with an error.</summary>
    public void EndWatches(Exception? error = null)
    {
        lock (_gate)
        {
            foreach (var watch in _open) watch.Writer.TryComplete(error);
            _open.Clear();
        }
    }

    /// <summary>No watch can go on from any version up to now.</summary>
    public void ForgetHistory()
    {
        lock (_gate)
        {
            _log.Clear();
            _forgotten = Revision;
        }
    }

    /// <summary>The server comes back from a backup of its own.</summary>
    public void Restore(long revision, params Widget[] widgets)
    {
        lock (_gate)
        {
            _widgets.Clear();
            foreach (var widget in widgets) _widgets[widget.Name] = widget;
            _log.Clear();
            (Revision, _forgotten) = (revision, 0);
        }
    }

    public override Task<ResourceList<T>> ListAsync<T>(ResourceType type, string? ns, ListOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _lists.Add(options);
            if (RefuseList(options) is { } refusal) return Task.FromException<ResourceList<T>>(refusal);
            if (options.ResourceVersion is { } at && long.Parse(at) > Revision) return Task.FromException<ResourceList<T>>(Refusals.TooLarge());
            return Task.FromResult(new ResourceList<T>([.. _widgets.Values.Select(Decoded).Cast<T>()], $"{Revision}", null, null));
        }
    }

    public override async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceType type, string? ns, WatchOptions options, JsonDecoder<T> decoder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<WatchEvent<Widget>>();
        lock (_gate) Open(options, channel);
        try
        {
            if (BeforeOpened is { } before) await before(cancellationToken);
            options.Opened?.Invoke();
            lock (_gate) _accepted.Add(channel);
            await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken))
                yield return new WatchEvent<T>(change.Type, (T?)(object?)change.Object, change.ResourceVersion, change.InitialEventsEnd);
        }
        finally
        {
            lock (_gate) _open.Remove(channel);
        }
    }

    // Every answer is decoded anew: no two are the same instance.
    private static Widget Decoded(Widget widget) => widget with { };

    private void Open(WatchOptions options, Channel<WatchEvent<Widget>> channel)
    {
        _watches.Add(options);
        if (RefuseWatch(options) is { } refusal) throw refusal;
        if (options.SendInitialEvents && !KnowsWatchList)
            throw Refusals.Of(422, "Invalid", "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled");
        var from = options.ResourceVersion is { } at ? long.Parse(at) : Revision;
        if (from > Revision) throw Refusals.TooLarge();
        if (options.SendInitialEvents)
        {
            foreach (var widget in _widgets.Values.Select(Decoded)) channel.Writer.TryWrite(new WatchEvent<Widget>(WatchEventType.Added, widget, widget.ResourceVersion));
            if (!IgnoresWatchList) channel.Writer.TryWrite(new WatchEvent<Widget>(WatchEventType.Bookmark, null, $"{Revision}", InitialEventsEnd: true));
        }
        else if (from < _forgotten)
        {
            if (!ExpiresInTheStream) throw Refusals.Expired();
            channel.Writer.TryComplete(Refusals.Expired());
            return;
        }
        else
        {
            foreach (var change in _log.Where(e => long.Parse(e.ResourceVersion) > from)) channel.Writer.TryWrite(change);
        }

        _open.Add(channel);
    }

    private void Tell(WatchEvent<Widget> change)
    {
        _log.Add(change);
        Send(change);
    }
}
