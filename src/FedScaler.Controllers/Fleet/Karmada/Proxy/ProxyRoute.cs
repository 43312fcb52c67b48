using FedScaler.Controllers.Fleet.Members;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;

namespace FedScaler.Controllers.Fleet.Karmada.Proxy;

/// <summary>
/// The way to all members: the hub and its aggregated API server. While that is away every member seems silent at once, and the
/// first that is heard again would be lent what all the others have. So each silence is checked here before it is believed.
/// </summary>
internal sealed class ProxyRoute(IKubeClient hub, FleetOptions options, TimeProvider time) : IMemberRoute
{
    /// <inheritdoc/>
    public async Task<string?> WhyBrokenAsync(CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(options.ProbeDeadline, time, cancellationToken);
        try
        {
            await hub.GetPathAsync(ProxyPath.Group, JsonDecoders.Nothing, deadline.Token);
            return null;
        }
        catch (KubeApiException error) when (error.Code is 401 or 403 or 429)
        {
            // It stands: what it says of us, it will say of the proxy as well.
            return null;
        }
        catch (KubeApiException error)
        {
            // 404: the APIService is gone. 503: kube-aggregator cannot reach the server behind it.
            return Describe(error.Message);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return Describe(error.GetBaseException().Message);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Describe($"no answer within {options.ProbeDeadline.TotalSeconds} s");
        }
    }

    private string Describe(string what) =>
        $"the members cannot be heard: {hub.Server.Authority} does not serve {ProxyPath.Group}, which karmada-aggregated-apiserver stands behind: {what}";
}
