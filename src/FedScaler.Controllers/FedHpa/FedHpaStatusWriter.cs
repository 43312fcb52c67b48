using System.Text.Json;
using FedScaler.Api;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Core.Splitting;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;

namespace FedScaler.Controllers.FedHpas;

/// <summary>Writes a FedHPA's status where it says something new.</summary>
internal sealed class FedHpaStatusWriter(IKubeClient hub)
{
    private static readonly JsonDecoder<FedHpa> Decoder = JsonDecoder<FedHpa>.Of(ApiJson.Default.FedHpa);
    private static readonly WriteOptions Options = new(FedHpaMarks.FieldManager, Force: true, Subresource: "status");

    /// <summary>Returns the resource as it then stands: the same object when there was nothing to write.</summary>
    public async Task<FedHpa> WriteAsync(FedHpa resource, FedHpaStatus status, CancellationToken cancellationToken)
    {
        // Who leads by now is not worth a write.
        status = status with { Epoch = resource.Status?.Epoch };
        if (Same(resource.Status, status)) return resource;
        var value = JsonSerializer.SerializeToNode(status, ApiJson.Default.FedHpaStatus);
        var body = HubJson.Apply(ApiResources.FedHpas, resource.Metadata.Key, "status", value, resource.Metadata);
        return await hub.PatchAsync(ApiResources.FedHpas, resource.Metadata.Key, PatchKind.Apply, body, Options, Decoder, cancellationToken);
    }

    private static bool Same(FedHpaStatus? before, FedHpaStatus after) =>
        before is not null
        && Plain(before) == Plain(after)
        && before.Conditions.SequenceEqual(after.Conditions)
        && before.ActiveSchedules.SequenceEqual(after.ActiveSchedules)
        && SameClusters(before.Clusters, after.Clusters);

    /// <summary>Without its lists, which records compare by reference.</summary>
    private static FedHpaStatus Plain(FedHpaStatus status) => status with { Conditions = [], ActiveSchedules = [], Clusters = [] };

    private static bool SameClusters(IReadOnlyList<FedHpaClusterStatus> before, IReadOnlyList<FedHpaClusterStatus> after)
    {
        if (before.Count != after.Count) return false;
        for (var i = 0; i < after.Count; i++)
            if (!SameCluster(before[i], after[i])) return false;
        return true;
    }

    /// <summary>When an answering member was last seen is not worth a write of its own.</summary>
    private static bool SameCluster(FedHpaClusterStatus before, FedHpaClusterStatus after) =>
        before == after
        || (after.State is not (MemberState.Silent or MemberState.Lent) && before == after with { LastSeenTime = before.LastSeenTime });
}
