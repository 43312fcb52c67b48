using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Karmada.Shares;

/// <summary>What is kept of a Work of ours; immutable.</summary>
/// <param name="Member">By its namespace.</param>
/// <param name="Owner">Annotation <c>fedscaler.io/owner</c> of the Work: namespace/name of the FedHPA, also when the manifest no longer says so.</param>
/// <param name="Hpa">The manifest, with the status that Karmada last reported of it.</param>
internal sealed record WorkRecord(ObjectKey Key, string Uid, string ResourceVersion, string Member, string Owner, HpaRecord Hpa)
{
    /// <summary>Counts changes of the spec.</summary>
    public long Generation { get; init; }

    /// <summary>Annotation <c>fedscaler.io/adopted-spec</c> of the Work.</summary>
    public string? AdoptedSpec { get; init; }

    public bool IsDeleting { get; init; }

    /// <summary>spec.suspendDispatching: Karmada writes nothing to the member for it.</summary>
    public bool Suspended { get; init; }

    /// <summary>spec.preserveResourcesOnDeletion: the HPA stays when the Work goes.</summary>
    public bool Preserves { get; init; }

    /// <summary>Why Karmada could not write the manifest to the member (condition Applied is False); null where it could, or has not tried.</summary>
    public string? Failure { get; init; }

    /// <summary>Condition Applied is True, of this manifest or of an earlier one: Karmada does not say.</summary>
    public bool Applied { get; init; }

    /// <summary>Whether it has been handed over: the HPA is the member's own by now, or about to be.</summary>
    public bool IsReleased => Preserves && IsDeleting;

    /// <summary>The resourceVersion as an HPA's view carries it, not to be taken for one of the member's.</summary>
    public string ViewVersion => WorkVersion.Write(ResourceVersion);

    public ObjectIdentity Identity => new(Key, Uid, ResourceVersion);

    /// <summary>What the manifest says, as far as we write it.</summary>
    public ShareWish Wish => ShareWish.Of(Hpa.View);

    /// <summary>Whether the member's HPA says the same.</summary>
    public bool IsTakenIn(HpaView there) => Wish == ShareWish.Of(there);
}
