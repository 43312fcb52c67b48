using FedScaler.Api.CronHpas;
using FedScaler.Api.FedHpas;
using FedScaler.Api.MemberClusters;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Api.ScaleIns;

namespace FedScaler.Status;

/// <summary>All that was read of the hub, with the reader's own rights.</summary>
internal sealed record HubSight
{
    public IReadOnlyCollection<FedHpa> FedHpas { get; init; } = [];

    public IReadOnlyCollection<ReplicaBinding> Bindings { get; init; } = [];

    public IReadOnlyCollection<CronHpa> CronHpas { get; init; } = [];

    public IReadOnlyCollection<ScaleIn> ScaleIns { get; init; } = [];

    public IReadOnlyCollection<MemberCluster> Members { get; init; } = [];

    /// <summary>Kinds that could not be read, each with why.</summary>
    public IReadOnlyDictionary<string, string> Unread { get; init; } = new Dictionary<string, string>();
}
