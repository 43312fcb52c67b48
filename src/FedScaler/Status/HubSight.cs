using FedScaler.Api.CronHpas;
using FedScaler.Api.FedHpas;
using FedScaler.Api.MemberClusters;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Api.ScaleIns;
using FedScaler.Status.Kinds;

namespace FedScaler.Status;

/// <summary>All that was read of the hub, with the reader's own rights.</summary>
internal sealed record HubSight
{
    /// <summary>What members and bindings are on this hub.</summary>
    public HubKinds Kinds { get; init; } = HubKinds.Direct;

    public IReadOnlyCollection<FedHpa> FedHpas { get; init; } = [];

    public IReadOnlyCollection<ReplicaBinding> Bindings { get; init; } = [];

    public IReadOnlyCollection<CronHpa> CronHpas { get; init; } = [];

    public IReadOnlyCollection<ScaleIn> ScaleIns { get; init; } = [];

    public IReadOnlyCollection<MemberCluster> Members { get; init; } = [];

    /// <summary>Kinds that could not be read, each with why.</summary>
    public IReadOnlyDictionary<string, string> Unread { get; init; } = new Dictionary<string, string>();
}
