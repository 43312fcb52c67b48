using System.Collections.Immutable;
using FedScaler.Controllers.Fleet.Karmada.Clusters;
using FedScaler.Controllers.Fleet.Members;

namespace FedScaler.Controllers.Fleet.Karmada;

/// <summary>A member that a Cluster declares.</summary>
/// <param name="time">Refusals are given time to end.</param>
internal sealed class KarmadaEntry(ClusterRecord cluster, TimeProvider time) : MemberEntry(cluster.Name, cluster.Uid, MemberHealth.Initial)
{
    /// <summary>
    /// Karmada makes its impersonator's rights in the members from ours within seconds (unifiedauth): what is decided blind in the
    /// meantime would have to be taken back.
    /// </summary>
    public static readonly TimeSpan RefusalPatience = TimeSpan.FromSeconds(30);

    private volatile ClusterRecord _cluster = cluster;

    public ClusterRecord Cluster { get => _cluster; set => _cluster = value; }

    public override ImmutableDictionary<string, string> Labels => Cluster.Placement.Labels;

    protected override string TwinMend => "unjoin one of the two";

    public override string? Paused => Cluster.Paused ? $"its Cluster is marked {ClusterMarks.Paused}: \"true\"" : null;

    public override string? ClusterUid => base.ClusterUid ?? Cluster.ClusterUid;

    /// <summary>
    /// Why it cannot be looked into: the proxy has not been allowed to us for a while, or there is none. It is then known by what
    /// Karmada says of it on the hub. Null where the proxy serves, or the member does not answer.
    /// </summary>
    public string? WhyBlind => ProxyRefusal is { } refusal && time.GetUtcNow() - refusal.Since >= RefusalPatience ? refusal.Reason : null;

    /// <summary>The proxy is refused to us, and it is not yet said for long enough to do without it.</summary>
    public bool IsBeingRefused => ProxyRefusal is not null && WhyBlind is null;

    private (DateTimeOffset Since, string? Reason)? ProxyRefusal =>
        Health is { Phase: MemberPhase.Silent, Code: MemberProbe.Forbidden or MemberProbe.NotServed, CodeSince: { } since } health ? (since, health.Reason) : null;

    /// <summary>What the user was last told of that.</summary>
    public string? ToldBlind { get; set; }

    public override FleetMember View()
    {
        if (WhyBlind is not { } why) return base.View();
        var ready = Cluster.Ready;
        var live = ready is { IsReady: true };
        return new FleetMember(Name)
        {
            Labels = Labels,
            Paused = Paused is not null,
            Live = live,
            Reason = live ? null : $"Karmada says that it is not ready: {ready?.Message ?? "not read yet"}",
            SilentSince = live ? null : ready?.Since,
            Unseen = live ? $"its nodes, pods and autoscalers are not seen, only what Karmada sums up: {why}" : null,
            LastContact = Cluster.StatusTime ?? Health.LastContact,
            ClusterUid = ClusterUid,
        };
    }
}
