using FedScaler.Api.FedHpas;
using FedScaler.Sandbox.Laws.History;

namespace FedScaler.Sandbox.Laws;

/// <summary>Law 8. No share is written while another FedHPA, or a member's own HPA that is not to be adopted, holds the target.</summary>
internal sealed class ConflictLaw() : Law(8, "Where somebody else holds the target nothing is written")
{
    public override void See(FleetChange change, FleetHistory history)
    {
        if (change is not FleetChange.Share { After: not null, ByOthers: false } share) return;
        var owner = share.Owner;
        // A rival that has only just come may not have been seen yet.
        var known = share.Time - history.Bounds.Detection;
        var rival = history.FedHpas.Values.FirstOrDefault(other => other != owner && other.Target == owner.Target && other.Since < known);
        if (!Holds(rival is null || owner.Since >= known))
            Report(share, owner.Key.ToString(), 2, 1, $"{share.Member.Name} was given {share.After} though FedHPA {rival!.Key} holds the same target");

        if (owner.Spec.Adoption == AdoptionPolicy.Adopt) return;
        var own = share.Member.Hpas.Values.FirstOrDefault(hpa => hpa.Owner is null && hpa.Target == owner.Target && hpa.Since < known);
        if (!Holds(own is null))
            Report(share, owner.Key.ToString(), 2, 1, $"{share.Member.Name} was given {share.After} though its own HPA {own!.Key} holds the target");
        JudgeTakeover(share, known);
    }

    private void JudgeTakeover(FleetChange.Share share, DateTimeOffset known)
    {
        if (share.Before is not null || share.Event?.Previous is not { } before || share.Hpa.Since >= known) return;
        var taken = before["metadata"]?["annotations"]?[MemberReading.OwnerAnnotation] is null;
        if (!Holds(!taken))
            Report(share, share.Owner.Key.ToString(), 1, 0, $"{share.Member.Name}'s own HPA {share.Hpa.Key} was taken over, and adoption is Refuse");
    }
}
