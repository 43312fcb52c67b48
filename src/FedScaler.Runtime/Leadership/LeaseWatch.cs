using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Observation;
using Microsoft.Extensions.Logging;

namespace FedScaler.Runtime.Leadership;

/// <summary>Follows the one Lease, so that nobody has to wait for the next look at it when it is released, taken or deleted.</summary>
internal sealed class LeaseWatch
{
    private readonly Informer<Lease> _informer;

    public LeaseWatch(IKubeClient hub, ElectionOptions options, TimeProvider time, ILogger logger, ActivityRegistry? activity, Random? random)
    {
        var watched = new InformerOptions<Lease>(KnownResources.Leases, JsonDecoders.Lease, static lease => new ObjectIdentity(
            lease.Metadata.Key, lease.Metadata.Uid ?? "", lease.Metadata.ResourceVersion ?? ""))
        {
            Cluster = "hub",
            Namespace = options.Namespace,
            FieldSelector = $"metadata.name={options.Name}",
        };
        _informer = new Informer<Lease>(hub, watched, time, logger, null, activity, random);
        _informer.Subscribe(change => Changed?.Invoke(change.New is { } lease ? LeaseRecord.Of(lease) : null));
    }

    /// <summary>Raised on the watch's own loop; null where the Lease is gone.</summary>
    public event Action<LeaseRecord?>? Changed;

    /// <summary>Follows until it is cancelled. What stands in its way is tried again: without it the Lease is still looked at now and then.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _informer.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The ordinary end.
        }
    }
}
