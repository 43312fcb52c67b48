using FedScaler.Kube.Models;

namespace FedScaler.Runtime.Leadership;

/// <summary>A Lease as it was read.</summary>
/// <param name="Holder">Empty once released.</param>
/// <param name="Duration">How long it is to be left alone after each change; null where it does not say.</param>
internal sealed record LeaseRecord(
    string Uid, string ResourceVersion, string Holder, TimeSpan? Duration, int Transitions, DateTimeOffset? AcquireTime, DateTimeOffset? RenewTime)
{
    /// <summary>What writes are stamped with: another Lease of the same name has another uid, so no epoch ever comes back.</summary>
    public string Epoch => $"{Uid}/{Transitions}";

    public static LeaseRecord Of(Lease lease) => new(
        lease.Metadata.Uid ?? "", lease.Metadata.ResourceVersion ?? "", lease.Spec.HolderIdentity ?? "",
        lease.Spec.LeaseDurationSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null,
        lease.Spec.LeaseTransitions ?? 0, lease.Spec.AcquireTime, lease.Spec.RenewTime);

    /// <summary>Whether both say the same of who leads; labels and annotations are no sign of life.</summary>
    public bool SaysTheSame(LeaseRecord other) => this with { ResourceVersion = "" } == other with { ResourceVersion = "" };
}
