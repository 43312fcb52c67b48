using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using FedScaler.Api;
using FedScaler.Api.CronHpas;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Api.MemberClusters;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Api.ScaleIns;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;
using FedScaler.Status.Kinds;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Status;

/// <summary>Follows the hub by watches, over lost ones and over a hub that is away for a while.</summary>
internal sealed class HubFollower
{
    /// <summary>What changes together is shown together.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);

    private readonly TimeProvider _time;
    private readonly HubKinds _kinds;
    private readonly IReadOnlyDictionary<string, string> _unread;
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly List<IInformer> _followed = [];
    private readonly List<Func<CancellationToken, Task>> _runs = [];
    private readonly Func<IReadOnlyCollection<FedHpa>> _fedHpas;
    private readonly Func<IReadOnlyCollection<ReplicaBinding>> _bindings;
    private readonly Func<IReadOnlyCollection<CronHpa>> _cronHpas;
    private readonly Func<IReadOnlyCollection<ScaleIn>> _scaleIns;
    private readonly Func<IReadOnlyCollection<MemberCluster>> _members;

    /// <param name="unread">Kinds that may not be read, and are not followed.</param>
    public HubFollower(IKubeClient hub, string? ns, HubKinds kinds, IReadOnlyDictionary<string, string> unread, TimeProvider time)
    {
        (_time, _kinds, _unread) = (time, kinds, unread);
        _fedHpas = Follow(hub, ns, ApiResources.FedHpas, ApiJson.Default.FedHpa, static o => o.Metadata);
        _bindings = Follow(hub, ns, kinds.Bindings.Type, kinds.Bindings.Decoder, static o => o.Metadata);
        _cronHpas = Follow(hub, ns, ApiResources.CronHpas, ApiJson.Default.CronHpa, static o => o.Metadata);
        _scaleIns = Follow(hub, ns, ApiResources.ScaleIns, ApiJson.Default.ScaleIn, static o => o.Metadata);
        _members = Follow(hub, null, kinds.Members.Type, kinds.Members.Decoder, static o => o.Metadata);
    }

    /// <summary>Shows the hub at every change, until it is cancelled.</summary>
    /// <param name="trouble">Told why nothing is heard; it is tried again.</param>
    public async Task RunAsync(Action<HubSight> show, Action<string> trouble, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var runs = Task.WhenAll(_runs.Select(run => run(stop.Token)));
        try
        {
            while (await _news.Reader.WaitToReadAsync(cancellationToken))
            {
                _news.Reader.TryRead(out _);
                if (_followed.Find(static one => one.Status is { Live: false, LastError: not null }) is { } lost) trouble(lost.Status.LastError!);
                else if (_followed.TrueForAll(static one => one.Status.Synced)) show(See());
                await Task.Delay(Gather, _time, cancellationToken);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await runs.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private HubSight See() => new() { Kinds = _kinds, FedHpas = _fedHpas(), Bindings = _bindings(), CronHpas = _cronHpas(), ScaleIns = _scaleIns(), Members = _members(), Unread = _unread };

    private Func<IReadOnlyCollection<T>> Follow<T>(IKubeClient hub, string? ns, ResourceType type, JsonTypeInfo<T> json, Func<T, ObjectMeta> meta)
        where T : class =>
        Follow(hub, ns, type, JsonDecoder<T>.Of(json), meta);

    private Func<IReadOnlyCollection<T>> Follow<T>(IKubeClient hub, string? ns, ResourceType type, JsonDecoder<T> decoder, Func<T, ObjectMeta> meta)
        where T : class
    {
        if (_unread.ContainsKey(type.Kind)) return static () => [];
        var options = new InformerOptions<T>(type, decoder, o => ObjectIdentity.Of(meta(o))) { Cluster = "hub", Namespace = ns };
        var informer = new Informer<T>(hub, options, _time, NullLogger.Instance);
        informer.Subscribe(_ => _news.Writer.TryWrite(true));
        informer.StatusChanged += _ => _news.Writer.TryWrite(true);
        _followed.Add(informer);
        _runs.Add(informer.RunAsync);
        // A copy: events go on to change what is enumerated.
        return () => [.. informer.Items];
    }
}
