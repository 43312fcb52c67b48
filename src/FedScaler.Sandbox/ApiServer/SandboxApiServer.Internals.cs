using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer.Forwarding;
using FedScaler.Sandbox.ApiServer.Requests;
using FedScaler.Sandbox.ApiServer.Resources;
using Microsoft.AspNetCore.Http;

namespace FedScaler.Sandbox.ApiServer;

/// <content>What the rest of the sandbox does with a server without HTTP, and requests that come or go through another of its servers.</content>
public sealed partial class SandboxApiServer
{
    /// <summary>Those that it passed on.</summary>
    private readonly ForwardedCalls _outgoing = new();

    /// <summary>Those that were passed on to it.</summary>
    private readonly ForwardedCalls _incoming = new();

    /// <summary>The version of Kubernetes that it answers as.</summary>
    internal const string GitVersion = "v1.36.2";

    /// <summary>For simulated clients that write without HTTP.</summary>
    internal DirectWriter Direct { get; }

    /// <summary>What it serves now.</summary>
    internal IEnumerable<ServedResource> Served => _registry.All;

    /// <inheritdoc cref="Connections"/>
    internal void Connect(ResourceType resource, string subresource, Func<ApiRequest, Task> handler) => _handler.Connections.Add(resource, subresource, handler);

    /// <summary>A token of a ServiceAccount that is good as long as the account.</summary>
    /// <exception cref="InvalidOperationException">There is no such account.</exception>
    internal string IssueAccountToken(ObjectKey account) =>
        _tokens.IssueLasting(_store.Get(KnownResources.ServiceAccounts, account) ?? throw new InvalidOperationException($"no ServiceAccount {account}"));

    /// <summary>
    /// Passes a request on to another server, whose faults strike it there as they would strike one that came straight from
    /// the client. From here on it is counted there and no longer here.
    /// </summary>
    /// <exception cref="IOException">The other server did not take it, or broke it off before it answered; as Go's net package words it.</exception>
    internal async Task ForwardAsync(ApiRequest request, SandboxApiServer target, IHeaderDictionary headers)
    {
        using var call = new ForwardedCall(request.Http);
        _outgoing.Add(call);
        try
        {
            var served = target.ServeForwardedAsync(call, call.Inner(request.Tail, headers));
            request.Counted?.Dispose();
            await served;
        }
        finally
        {
            _outgoing.Remove(call);
        }

        if (!call.IsBroken) return;
        if (!request.Http.Response.HasStarted) throw new IOException(target.WhyBroken());
        request.Http.Abort();
    }

    private async Task ServeForwardedAsync(ForwardedCall call, HttpContext http)
    {
        // Before it looks whether anybody listens: whoever stops listening after that breaks it.
        _incoming.Add(call);
        try
        {
            if (!IsListening || Faults.RefuseConnections) call.Abort();
            else await ServeAsync(http);
        }
        finally
        {
            _incoming.Remove(call);
        }
    }

    private string WhyBroken() => (IsListening, Faults.RefuseConnections) switch
    {
        (false, _) => $"dial tcp {Address.Authority}: connect: connection refused",
        (_, true) => $"read tcp {Address.Authority}: read: connection reset by peer",
        _ => "EOF",
    };
}
