using FedScaler.Controllers.Fleet.Capacity;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Caches;

/// <summary>Makes a view of one target from a member's caches, or says why it cannot.</summary>
internal static class TargetLook
{
    public static MemberView At(MemberCaches caches, TargetRef target, FleetOptions options)
    {
        if (caches.FindWorkloads(target) is not { } watch || caches.FindHpas(target.Namespace) is not { } hpas)
            return new MemberView.Unknown($"{target} is not tracked");
        switch (watch.Resolution)
        {
            case KindResolution.Missing(var reason):
                return new MemberView.Missing(reason);
            case KindResolution.Failed(var reason):
                return new MemberView.Unknown(reason);
        }

        if (watch.Cache is not { } workloads) return new MemberView.Unknown($"how the member serves {target.Kind} is being asked");
        if (workloads.WhyUnknown(options.CacheMaxAge) is { } why) return new MemberView.Unknown(why);
        var unseen = caches.OwnWrites.FindUnseen(target);
        if (hpas.WhyUnknown(options.CacheMaxAge) is { } hidden) return new MemberView.Unknown(hidden) { Workload = unseen is null ? FindWorkload(caches, target, workloads) : null };
        if (unseen is not null) return new MemberView.Unknown($"our own last write to {unseen} has not come back yet", Pending: true);
        return Describe(caches, target, workloads, hpas);
    }

    private static MemberView Describe(MemberCaches caches, TargetRef target, MemberCache<WorkloadRecord> workloads, MemberCache<HpaRecord> hpas)
    {
        // A server that lost most of its objects at once may have lost them by mistake: what is missing there is unknown.
        if (workloads.Informer.Get(new ObjectKey(target.Namespace, target.Name)) is not { } workload)
        {
            return workloads.Informer.Status.Suspicious
                ? new MemberView.Unknown($"most {workloads.Informer.Resource} of namespace {target.Namespace} vanished at once")
                : new MemberView.Missing($"there is no {target}: create it, or take the member out of the placement") { Hpas = MemberCaches.HpasOf(hpas, target) };
        }

        var views = MemberCaches.HpasOf(hpas, target);
        if (views.IsEmpty && hpas.Informer.Status.Suspicious)
            return new MemberView.Unknown($"most HPAs of namespace {target.Namespace} vanished at once");

        var fit = caches.Capacity.Read(target, workload);
        return new MemberView.Present { Workload = Describe(workload, fit), Hpas = views, Fit = fit.Fit, Free = fit.Free };
    }

    private static WorkloadView? FindWorkload(MemberCaches caches, TargetRef target, MemberCache<WorkloadRecord> workloads) =>
        workloads.Informer.Get(new ObjectKey(target.Namespace, target.Name)) is { } workload ? Describe(workload, caches.Capacity.Read(target, workload)) : null;

    private static WorkloadView Describe(WorkloadRecord workload, FitReading fit) =>
        new(workload.Uid, workload.ResourceVersion, workload.Replicas, workload.Ready, fit.Unschedulable, workload.Selector.Text);
}
