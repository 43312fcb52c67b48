using System.Collections.Immutable;

namespace FedScaler.Controllers.Fleet.Karmada.Shares;

/// <summary>
/// Puts the Works on the hub beside the HPAs in a member: one that is ours is guarded by its Work's version, and counts only once the
/// member has what the Work says.
/// </summary>
internal sealed class ShareLook(ShareWorks works, Unsettled unsettled)
{
    /// <param name="seen">What the member's own caches say.</param>
    public MemberView At(string member, TargetRef target, MemberView seen)
    {
        if (seen is MemberView.Unknown) return seen;
        if (works.WhyUnknown is { } why) return new MemberView.Unknown(why);
        if (works.FindUnseen(member, target) is { } unseen) return new MemberView.Unknown($"our own last write to Work {unseen} has not come back yet", Pending: true);
        var hpas = seen switch
        {
            MemberView.Present present => present.Hpas,
            MemberView.Missing missing => missing.Hpas,
            _ => [],
        };
        foreach (var work in works.Of(member, target))
        {
            if (work.IsReleased) continue;
            var there = hpas.FirstOrDefault(hpa => hpa.Name == work.Hpa.View.Name);
            if (WhyUnsettled(work, there) is { } unknown) return unknown;
            hpas = With(hpas, there, View(work, there));
        }

        return seen switch
        {
            MemberView.Present present => present with { Hpas = hpas },
            MemberView.Missing missing => missing with { Hpas = hpas },
            _ => seen,
        };
    }

    private MemberView.Unknown? WhyUnsettled(WorkRecord work, HpaView? there)
    {
        // A paused member is left as it is, whatever a hand does there; and what Karmada cannot write is not about to change.
        var settled = !work.IsDeleting && (work.Suspended || work.Failure is not null || (there is not null && work.IsTakenIn(there)));
        if (settled)
        {
            unsettled.Settle(work);
            return null;
        }

        var what = work.IsDeleting ? "is being deleted, and" : "is written, and";
        var tried = work.Applied || work.Failure is not null ? "" : ": Karmada has not tried to apply it";
        return new MemberView.Unknown($"Work {work.Key} {what} {work.Member} has not taken that in yet{tried}", Pending: unsettled.IsFresh(work));
    }

    /// <summary>Whose it is, the Work says: also while an HPA is being given back, which carries no mark of ours any more.</summary>
    private static HpaView View(WorkRecord work, HpaView? there)
    {
        var view = there is not null && (there.Owner is not null || work.Failure is null) ? there : work.Hpa.View;
        view = view with { ResourceVersion = work.ViewVersion, Owner = work.Owner, AdoptedSpec = work.AdoptedSpec };
        if (work.Failure is null) return view;
        // Karmada may write it at any moment: it counts as in force. Without the hash of its document it is written anew, which tells why it fails.
        return view with { DocumentHash = null, MaxReplicas = Math.Max(view.MaxReplicas, work.Hpa.View.MaxReplicas) };
    }

    private static ImmutableArray<HpaView> With(ImmutableArray<HpaView> hpas, HpaView? there, HpaView view) =>
        there is null || !IsOf(there, view) ? hpas.Add(view) : hpas.Replace(there, view);

    /// <summary>Whether it is not somebody else's, of the same name, which our Work could not take the place of.</summary>
    private static bool IsOf(HpaView there, HpaView view) => ReferenceEquals(there, view) || there.Uid == view.Uid;
}
