using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer.Authorization;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.ApiServer.Requests;
using FedScaler.Sandbox.ApiServer.Resources;
using FedScaler.Sandbox.ApiServer.Watching;
using FedScaler.Sandbox.Faults;
using FedScaler.Sandbox.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FedScaler.Sandbox.ApiServer;

/// <summary>A Kubernetes API server over a <see cref="ClusterStore"/>, on a loopback port of its own.</summary>
public sealed partial class SandboxApiServer : IFaultySurface, IAsyncDisposable
{
    /// <summary>The user that an administrator's token is for.</summary>
    public const string AdministratorName = "sandbox-admin";

    private readonly ClusterStore _store;
    private readonly TimeProvider _time;
    private readonly ServiceAccountTokens _tokens;
    private readonly RbacAuthorizer _authorizer;
    private readonly Authentication _authentication;
    private readonly ObjectChecks _checks = new();
    private readonly RequestCounts _counts = new();
    private readonly ConcurrentDictionary<ConnectionContext, bool> _connections = [];
    private readonly WatchServer _watches;
    private readonly RequestHandler _handler;
    private readonly FaultyPipeline _pipeline;
    private readonly ServerCertificate? _certificate;
    private readonly ResourceRegistry _registry;
    private WebApplication? _app;
    private Socket? _port;

    /// <param name="certificate">Serves TLS with HTTP/2 and HTTP/1.1; null: plain HTTP/1.1.</param>
    /// <param name="adminToken">The bearer token that may do everything.</param>
    public SandboxApiServer(ClusterStore store, TimeProvider time, ServerCertificate? certificate, string adminToken)
    {
        _store = store;
        _time = time;
        _certificate = certificate;
        _tokens = new ServiceAccountTokens(store, time);
        _authentication = new Authentication(adminToken, _tokens);
        _authorizer = new RbacAuthorizer(store);
        _watches = new WatchServer(store, time);
        Faults = new ServerFaults(this);
        var registry = new ResourceRegistry(store);
        Direct = new DirectWriter(store, registry, _checks, time);
        _registry = registry;
        var writer = new ObjectWriter(store, registry, _checks, time);
        var resources = new ResourceRequests(store, writer, _watches, new ResponseWriter(time), new DefinitionLifecycle(store, time), _tokens, time);
        _handler = new RequestHandler(store, registry, _authentication, _authorizer, resources, Faults, time);
        _pipeline = new FaultyPipeline(Faults, _counts, time, _handler.HandleAsync);
    }

    /// <summary>Told of every request for a resource by somebody whom RBAC binds: all but administrators.</summary>
    public event Action<AccessRecord>? Demanded
    {
        add => _authorizer.Demanded += value;
        remove => _authorizer.Demanded -= value;
    }

    /// <summary>Where it listens, e.g. <c>https://127.0.0.1:34567</c>; the port stays the same over <see cref="StopAsync"/> and <see cref="StartAsync"/>.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>Whether it listens at all; not before it was started, nor after it was killed.</summary>
    public bool IsListening => Volatile.Read(ref _app) is not null;

    public string AdminToken => _authentication.AdminToken;

    /// <summary>The certificate authority to trust, as PEM; null for plain HTTP.</summary>
    public string? CertificateAuthority => _certificate?.AuthorityPem;

    public ServerFaults Faults { get; }

    /// <summary>Requests being worked on, without watches and without those that a fault holds.</summary>
    public int ActiveRequests => _counts.Active;

    /// <summary>Requests that a fault keeps waiting.</summary>
    public int HeldRequests => _counts.Held;

    /// <summary>Those of them that are for the server of that name behind this one's proxy; null: for this one itself.</summary>
    public int HeldFor(string? target) => _counts.HeldFor(target);

    /// <summary>Those of them that are writes.</summary>
    public int HeldWrites => _counts.HeldWrites;

    /// <summary>The watches that are open now.</summary>
    public IReadOnlyList<WatchState> Watches => _watches.Open;

    /// <summary>Whether a watch may begin with what is there (WatchList); without it clients have to list.</summary>
    public bool StreamsInitialEvents
    {
        get => _watches.StreamsInitialEvents;
        set => _watches.StreamsInitialEvents = value;
    }

    /// <summary>Whether every open watch that is not silenced has sent all it has, and none is about to end.</summary>
    public bool WatchesAreCaughtUp => _watches.AreCaughtUp;

    /// <summary>How many watches of this kind are open, and the last revision that any of those which are not silenced was given.</summary>
    /// <param name="isForwarded">Of those that come through another server's proxy, or of those that come straight from their clients.</param>
    public (int Open, long Queued) LookAtWatches(ResourceType resource, string? ns, string labelSelector, string fieldSelector, bool isForwarded = false) =>
        _watches.Look(resource, ns, labelSelector, fieldSelector, isForwarded);

    /// <summary>Judges objects of a custom resource in place of its CEL rules, and may warn as a webhook does.</summary>
    public void Register(ResourceType resource, CustomValidator validator, CustomWarnings? warnings = null) => _checks.Register(resource, validator, warnings);

    /// <summary>Has objects of a kind changed on their way in, as a mutating webhook does.</summary>
    public void Register(ResourceType resource, CustomMutator mutator) => _checks.Register(resource, mutator);

    /// <summary>Stands in for the cluster's admission policies; null for none.</summary>
    public WritePolicy? Policy
    {
        get => _checks.Policy;
        set => _checks.Policy = value;
    }

    /// <summary>A further token with all rights, which can be revoked by itself.</summary>
    public string IssueToken() => _authentication.Issue();

    /// <summary>A token of a user who may do what Roles and ClusterRoles that are bound to him grant, and nothing else.</summary>
    public string IssueToken(string user) => _authentication.Issue(user);

    /// <summary>How long ServiceAccounts' tokens live at most, however long is asked for; null: as long as that.</summary>
    public TimeSpan? MaxTokenLifetime
    {
        get => _tokens.MaxLifetime;
        set => _tokens.MaxLifetime = value;
    }

    /// <summary>Makes a revoked token valid again.</summary>
    public void AllowToken(string token) => _authentication.Allow(token);

    /// <summary>Listens; the first time on a free port, later on the same again.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = 16 << 20;
            options.Limits.MinRequestBodyDataRate = null;
            options.Limits.MinResponseDataRate = null; // a slow watcher is the client's affair
            options.Limits.Http2.MaxStreamsPerConnection = 1000;
            options.Listen(IPAddress.Loopback, Address.Port, Listen);
        });
        _app = builder.Build();
        _app.Run(ServeAsync);
        LetPortGo();
        await _app.StartAsync(cancellationToken);
        Address = new Uri(_app.Urls.First());
    }

    /// <summary>A port that nobody listens on is anybody's. Bound, and not listened on, it stays this server's, and refuses connections.</summary>
    private void KeepPort()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, Address.Port));
            _port = socket;
        }
        catch (SocketException)
        {
            // Somebody was quicker, which the next start will say.
            socket.Dispose();
        }
    }

    private void LetPortGo()
    {
        _port?.Dispose();
        _port = null;
    }

    /// <summary>Closes all connections and stops listening, as a server does that was killed.</summary>
    public async Task StopAsync()
    {
        if (_app is not { } app) return;
        _app = null;
        ((IFaultySurface)this).AbortConnections();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        try
        {
            await app.StopAsync(now.Token);
        }
        catch (OperationCanceledException)
        {
            // Nobody is waited for.
        }

        await app.DisposeAsync();
        KeepPort();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        LetPortGo();
    }

    /// <summary>Changes an object as the registered webhook would, for those who write to the store without HTTP.</summary>
    internal void Mutate(ResourceType resource, JsonObject next, JsonObject? previous) => _checks.Mutate(resource, next, previous);

    void IFaultySurface.AbortConnections()
    {
        foreach (var connection in _connections.Keys) connection.Abort();
        _incoming.Abort();
    }

    void IFaultySurface.SilenceWatches()
    {
        foreach (var session in _watches.Sessions) session.IsSilent = true;
        _outgoing.Silence();
    }

    void IFaultySurface.DropNextEvents()
    {
        foreach (var session in _watches.Sessions) session.DropNext();
    }

    void IFaultySurface.ExpireWatches()
    {
        _store.ForgetHistory();
        foreach (var session in _watches.Sessions)
            session.Fail(StatusBody.Failure(410, "Expired", $"too old resource version: 1 ({_store.Revision})"));
    }

    ClusterStore IFaultySurface.StoreOf(StoreSnapshot? snapshot)
    {
        var stale = new ClusterStore(_time);
        stale.Restore(snapshot ?? _store.Snapshot());
        return stale;
    }

    void IFaultySurface.RevokeToken(string? token) => _authentication.Revoke(token ?? AdminToken);

    private void Listen(ListenOptions listen)
    {
        listen.Protocols = _certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
        listen.Use(next => connection => TrackAsync(next, connection));
        if (_certificate is { } certificate) listen.UseHttps(certificate.Server);
    }

    private async Task TrackAsync(ConnectionDelegate next, ConnectionContext connection)
    {
        if (Faults.RefuseConnections)
        {
            connection.Abort();
            return;
        }

        _connections[connection] = true;
        try
        {
            await next(connection);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
        }
    }

    private async Task ServeAsync(HttpContext http)
    {
        var request = _handler.Resolve(http);
        var isWatch = http.Request.Query.ContainsKey("watch");
        using var counted = isWatch ? null : _counts.Enter();
        request?.Counted = counted;
        try
        {
            await _pipeline.InvokeAsync(http, request);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone.
        }
    }
}
