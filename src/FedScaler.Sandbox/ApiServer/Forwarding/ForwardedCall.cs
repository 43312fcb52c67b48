using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FedScaler.Sandbox.ApiServer.Forwarding;

/// <summary>
/// A request that one server passes on to another in the same process: what the connection between the two would be. The other
/// server may break it without breaking the client's connection to the first.
/// </summary>
internal sealed class ForwardedCall : IHttpRequestLifetimeFeature, IDisposable
{
    private readonly HttpContext _outer;
    private readonly CancellationTokenSource _ended;
    private volatile bool _isBroken;

    /// <param name="outer">The request as it came to the first server.</param>
    public ForwardedCall(HttpContext outer)
    {
        _outer = outer;
        _ended = CancellationTokenSource.CreateLinkedTokenSource(outer.RequestAborted);
        RequestAborted = _ended.Token;
    }

    /// <summary>The other server broke it off, or never took it.</summary>
    public bool IsBroken => _isBroken;

    /// <summary>While set, a watch on it sends nothing: the first server lets nothing through any more.</summary>
    public volatile bool IsSilent;

    /// <inheritdoc/>
    public CancellationToken RequestAborted { get; set; }

    /// <inheritdoc/>
    public void Abort()
    {
        _isBroken = true;
        try
        {
            _ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It came to its end meanwhile.
        }
    }

    /// <summary>
    /// The request as the other server sees it: another path and other headers over the same body. What it answers goes
    /// straight to the client.
    /// </summary>
    public HttpContext Inner(string path, IHeaderDictionary headers)
    {
        var features = new FeatureCollection(_outer.Features);
        var request = _outer.Request;
        features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Protocol = request.Protocol,
            Scheme = request.Scheme,
            Method = request.Method,
            PathBase = "",
            Path = path,
            QueryString = request.QueryString.Value ?? "",
            RawTarget = path,
            Headers = headers,
            Body = request.Body,
        });
        features.Set<IHttpRequestLifetimeFeature>(this);
        features.Set(this);
        return new DefaultHttpContext(features);
    }

    public void Dispose() => _ended.Dispose();
}
