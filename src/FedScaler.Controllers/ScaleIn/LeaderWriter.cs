using System.Text.Json.Nodes;
using FedScaler.Controllers.Brakes;
using FedScaler.Core.ScaleIn;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>Takes a removal's steps on the hub: numbers of the FedHPA or ReplicaBinding that fall with what was taken out.</summary>
internal sealed class LeaderWriter(IKubeClient hub, IBrake brake)
{
    private static readonly WriteOptions Options = new(ScaleInMarks.FieldManager);

    /// <exception cref="InvalidOperationException">The service's brake is on.</exception>
    /// <exception cref="KubeApiException">409: somebody else has changed it since; 404: it is gone.</exception>
    public Task TakeAsync(Leader leader, RemovalStep step, CancellationToken cancellationToken) => step switch
    {
        RemovalStep.LowerMax lower => SetAsync(leader, "maxReplicas", lower.MaxReplicas, lower.ResourceVersion, cancellationToken),
        RemovalStep.LowerCount lower => SetAsync(leader, "replicas", lower.Replicas, lower.ResourceVersion, cancellationToken),
        _ => throw new ArgumentException($"{step.GetType().Name} is no step of the hub", nameof(step)),
    };

    private Task SetAsync(Leader leader, string field, int value, string resourceVersion, CancellationToken cancellationToken)
    {
        brake.State.ThrowIfOn();
        var body = new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = resourceVersion }, ["spec"] = new JsonObject { [field] = value } };
        return hub.PatchAsync(leader.Type, leader.Metadata.Key, PatchKind.Merge, RequestBody.From(body), Options, JsonDecoders.Nothing, cancellationToken);
    }
}
