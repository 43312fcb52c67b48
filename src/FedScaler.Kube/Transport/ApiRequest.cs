using System.Net.Http.Headers;

namespace FedScaler.Kube.Transport;

/// <summary>A request before it is sent; it can be sent again, with another credential.</summary>
internal sealed record ApiRequest(HttpMethod Method, Uri Address, ReadOnlyMemory<byte>? Body = null, string ContentType = "application/json")
{
    public bool IsRead => Method == HttpMethod.Get;

    public HttpContent? Content() => Body is { } body
        ? new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(ContentType) } }
        : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Address.AbsolutePath}";
}
