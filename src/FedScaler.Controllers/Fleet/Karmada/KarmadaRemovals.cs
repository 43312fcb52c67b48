using FedScaler.Controllers.Fleet.Karmada.Shares;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Controllers.Fleet.Removals;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Controllers.Fleet.Karmada;

/// <summary>
/// Removals through the hub's proxy, as at the members' own API servers; but an HPA that a Work keeps is held and let go through its
/// Work, for Karmada puts a hand in the member back. What is put on workloads and pods in the member stays: Karmada leaves
/// annotations that its manifest does not name.
/// </summary>
/// <param name="members">At the members' API servers.</param>
/// <param name="siteOf">A member that may be written to; throws where it may not.</param>
internal sealed class KarmadaRemovals(IRemovalFleet members, FleetRoster<KarmadaEntry> roster, ShareWrites shares, Func<string, ShareSite> siteOf) : IRemovalFleet
{
    /// <inheritdoc/>
    public async Task<ClusterObservation> LookAsync(string member, RemovalSight sight, CancellationToken cancellationToken)
    {
        if (roster.Find(member)?.WhyBlind is { } why) return ClusterObservation.Unreachable(member) with { Barrier = why };
        var seen = await members.LookAsync(member, sight, cancellationToken);
        if (seen is not { IsReachable: true, Autoscaler: { IsFederated: true } autoscaler }) return seen;
        // Guarded by the Work's version; what is decided from it cannot be taken back, so it is read from the hub itself.
        var work = ShareWorks.KeyOf(member, sight.Target.Namespace, autoscaler.Name);
        return await shares.ReadAsync(work, cancellationToken) is { } standing
            ? seen with { Autoscaler = autoscaler with { ResourceVersion = standing.ViewVersion } }
            : seen;
    }

    /// <inheritdoc/>
    public Task TakeAsync(RemovalSight sight, RemovalStep step, CancellationToken cancellationToken) => step switch
    {
        RemovalStep.HoldAutoscaler hold when WorkVersion.Read(hold.ResourceVersion) is { } version =>
            shares.ChangeAsync(siteOf(hold.Cluster), sight.Target, hold.Name, version, HpaHold.Hold(hold, sight.Id), cancellationToken),
        RemovalStep.ReleaseAutoscaler release when WorkVersion.Read(release.ResourceVersion) is { } version =>
            shares.ChangeAsync(siteOf(release.Cluster), sight.Target, release.Name, version, HpaHold.Release(release), cancellationToken),
        _ => members.TakeAsync(sight, step, cancellationToken),
    };
}
