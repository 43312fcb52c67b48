using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Caches;

/// <summary>What a member says of a kind. Closed.</summary>
internal abstract record KindResolution
{
    private KindResolution()
    {
    }

    /// <summary>The kind; null where it is not served.</summary>
    /// <exception cref="HttpRequestException">The member could not be asked.</exception>
    public ResourceType? TypeOrNull => this switch
    {
        Found(var type) => type,
        Failed(var reason) => throw new HttpRequestException(reason),
        _ => null,
    };

    public sealed record Found(ResourceType Type) : KindResolution;

    /// <summary>It answers, and serves no such kind, or not so that it can be scaled.</summary>
    public sealed record Missing(string Reason) : KindResolution;

    /// <summary>It could not be asked.</summary>
    public sealed record Failed(string Reason) : KindResolution;
}
