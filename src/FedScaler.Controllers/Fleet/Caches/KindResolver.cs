using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Observation;

namespace FedScaler.Controllers.Fleet.Caches;

/// <summary>Finds by which plural a member serves a kind, and whether the kind can be scaled there. Asks once for each version of an API.</summary>
internal sealed class KindResolver : IBackgroundWork, IDisposable
{
    private static readonly JsonDecoder<ResourceListFields> Decoder = JsonDecoder<ResourceListFields>.Of(FleetJson.Default.ResourceListFields);

    private readonly MemberScope _scope;
    private readonly IDisposable? _registration;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly Dictionary<string, (DateTimeOffset AskedAt, List<ResourceFields>? Resources)> _known = [];
    private int _users;

    public KindResolver(MemberScope scope)
    {
        _scope = scope;
        _registration = scope.Services.Activity?.Add(this);
    }

    string IBackgroundWork.Name => $"discovery of {_scope.Member}";

    // One call at a time, on which all the others wait.
    int IBackgroundWork.Pending => Math.Min(1, Volatile.Read(ref _users));

    /// <summary>Somebody is about to ask, and counts as busy until <see cref="End"/>: an answer may lead to more than it says.</summary>
    public void Begin() => Interlocked.Increment(ref _users);

    public void End() => Interlocked.Decrement(ref _users);

    public async Task<KindResolution> ResolveAsync(string apiVersion, string kind, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            // What was found stays; what was not is asked for again, as a CRD may have come.
            if (_known.TryGetValue(apiVersion, out var known) && Find(apiVersion, kind, known.Resources) is KindResolution.Found found) return found;
            if (known.AskedAt + _scope.Options.DiscoveryRetry > _scope.Time.GetUtcNow()) return Find(apiVersion, kind, known.Resources);
            var resources = await AskAsync(apiVersion, cancellationToken);
            _known[apiVersion] = (_scope.Time.GetUtcNow(), resources);
            return Find(apiVersion, kind, resources);
        }
        catch (Exception error) when (error is KubeApiException or HttpRequestException or TimeoutException)
        {
            var mend = error is KubeApiException { Code: 403 } ? $"; grant the member's user get on {PathOf(apiVersion)}" : "";
            return new KindResolution.Failed($"which kinds {apiVersion} has could not be read: {error.Message}{mend}");
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Forgets a version of an API: what it served is no longer there.</summary>
    public async Task ForgetAsync(string apiVersion, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        _known.Remove(apiVersion);
        _oneAtATime.Release();
    }

    public void Dispose()
    {
        _registration?.Dispose();
        _oneAtATime.Dispose();
    }

    private async Task<List<ResourceFields>?> AskAsync(string apiVersion, CancellationToken cancellationToken)
    {
        try
        {
            return (await _scope.Client.GetPathAsync(PathOf(apiVersion), Decoder, cancellationToken)).Resources ?? [];
        }
        catch (KubeApiException error) when (error.IsNotFound)
        {
            return null;
        }
    }

    private static KindResolution Find(string apiVersion, string kind, List<ResourceFields>? resources)
    {
        if (resources is null) return new KindResolution.Missing($"the member does not serve {apiVersion}");
        var own = resources.Find(r => r.Kind == kind && !r.Name.Contains('/', StringComparison.Ordinal));
        if (own is null) return new KindResolution.Missing($"the member's {apiVersion} has no kind {kind}");
        if (!own.Namespaced) return new KindResolution.Missing($"{kind} of {apiVersion} is not namespaced");
        if (!resources.Exists(r => r.Name == own.Name + "/scale"))
            return new KindResolution.Missing($"{kind} of {apiVersion} cannot be scaled there: it has no scale subresource");
        var (group, version) = apiVersion.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0
            ? (apiVersion[..slash], apiVersion[(slash + 1)..])
            : ("", apiVersion);
        return new KindResolution.Found(new ResourceType(group, version, own.Name, kind));
    }

    private static string PathOf(string apiVersion) =>
        apiVersion.Contains('/', StringComparison.Ordinal) ? $"/apis/{apiVersion}" : $"/api/{apiVersion}";
}
