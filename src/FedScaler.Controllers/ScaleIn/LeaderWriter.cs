using FedScaler.Api;
using System.Text.Json.Nodes;
using FedScaler.Controllers.Brakes;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.ScaleIn;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>Takes a removal's steps on the hub: numbers of the FedHPA or ReplicaBinding that fall with what was taken out.</summary>
internal sealed class LeaderWriter(IKubeClient hub, IBindingStore bindings, IBrake brake)
{
    private static readonly WriteOptions Options = new(ScaleInMarks.FieldManager);

    /// <exception cref="InvalidOperationException">The service's brake is on.</exception>
    /// <exception cref="KubeApiException">409: somebody else has changed it since; 404: it is gone.</exception>
    public Task TakeAsync(Leader leader, RemovalStep step, CancellationToken cancellationToken)
    {
        brake.State.ThrowIfOn();
        return step switch
        {
            RemovalStep.LowerMax lower => SetMaxAsync(leader, lower, cancellationToken),
            RemovalStep.LowerCount lower =>
                bindings.SetReplicasAsync(leader.Metadata.Key, lower.Replicas, lower.ResourceVersion, Options, cancellationToken),
            _ => throw new ArgumentException($"{step.GetType().Name} is no step of the hub", nameof(step)),
        };
    }

    private Task SetMaxAsync(Leader leader, RemovalStep.LowerMax step, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = step.ResourceVersion },
            ["spec"] = new JsonObject { ["maxReplicas"] = step.MaxReplicas },
        };
        return hub.PatchAsync(ApiResources.FedHpas, leader.Metadata.Key, PatchKind.Merge, RequestBody.From(body), Options, JsonDecoders.Nothing, cancellationToken);
    }
}
