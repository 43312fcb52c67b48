using FedScaler.Controllers.Fleet.Karmada.Bindings;
using FedScaler.Controllers.Fleet.Karmada.Clusters;
using FedScaler.Controllers.Fleet.Karmada.Shares;

namespace FedScaler.Controllers.Fleet.Karmada.Blind;

/// <summary>
/// A target in a member that cannot be looked into, by what Karmada reports on the hub: counts from the binding, capacity from the
/// Cluster's sums, shares and what they ask for from our own Works. HPAs that are not ours, unschedulable pods and an HPA's
/// conditions and metrics are not seen; what cannot be seen moves nothing but by the doubling of what runs at its max.
/// </summary>
internal sealed class BlindLook(ShareWorks works, ITargetPolicies policies, IReportedWorkloads reports)
{
    public MemberView At(KarmadaEntry entry, TargetRef target)
    {
        if (works.WhyUnknown is { } why) return new MemberView.Unknown(why);
        if (works.FindUnseen(entry.Name, target) is { } unseen) return new MemberView.Unknown($"our own last write to Work {unseen} has not come back yet", Pending: true);
        HpaView[] hpas = [.. works.Of(entry.Name, target).Where(static work => !work.IsReleased).Select(View).OrderBy(static hpa => hpa.Name, StringComparer.Ordinal)];
        var pods = policies.PodsOf(target);
        var free = pods is null ? null : SummaryFit.Free(entry.Cluster, pods);
        var excluded = policies.Excludes(target, entry.Name);
        if (excluded is not null && !policies.Empties(target, entry.Name)) return new MemberView.Missing(excluded) { Hpas = [.. hpas] };
        if (reports.ReportOf(target, entry.Name) is not { } workload)
            return new MemberView.Missing(KarmadaBindingName.WhyMissing(target, entry.Name)) { Hpas = [.. hpas], IsPlaceable = excluded is null, Fit = free };
        return new MemberView.Present
        {
            Workload = workload,
            Hpas = [.. hpas],
            Leaves = excluded,
            // Karmada would carry a count only to a workload that it makes, or for all clusters at once: the label retain-replicas is the template's.
            WhyFixed = entry.WhyBlind,
            Fit = free is { } more ? (int)Math.Min((long)workload.Replicas + more, int.MaxValue) : null,
            Free = free,
        };
    }

    private static HpaView View(WorkRecord work)
    {
        var view = work.Hpa.View with { ResourceVersion = work.ViewVersion, Owner = work.Owner, AdoptedSpec = work.AdoptedSpec };
        // Written anew, which tells why it fails.
        return work.Failure is null ? view : view with { DocumentHash = null };
    }
}
