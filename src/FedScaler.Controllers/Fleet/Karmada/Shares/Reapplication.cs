using FedScaler.Controllers.Fleet.Members;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Fleet.Karmada.Shares;

/// <summary>
/// Has Karmada apply a Work again whose HPA is gone from its member, or is another there. Karmada makes anew what a hand deletes only
/// for Works that it named itself (handleDeleteEvent in karmada's pkg/controllers/status/work_status_controller.go); any other is
/// applied when its spec changes, and then only (GenerationChangedPredicate in its pkg/controllers/execution).
/// </summary>
internal sealed class Reapplication(ShareWorks works, ShareWrites writes, Unsettled unsettled, FleetOptions options, FleetServices services)
{
    /// <summary>Annotation of a manifest: when Karmada was last told to apply it again. The next ordinary write takes it away.</summary>
    public const string Mark = "fedscaler.io/applied-again";

    private readonly ILogger _logger = services.Loggers.CreateLogger(FleetLog.Category);

    /// <summary>Takes on all Works of a member that were found not to be taken in. Returns when to look again; null where there is none.</summary>
    public async Task<TimeSpan?> RemedyAsync(KarmadaEntry member, CancellationToken cancellationToken)
    {
        TimeSpan? next = null;
        foreach (var work in works.Of(member.Name))
        {
            if (unsettled.Wait(work) is null) continue;
            if (CanRemedy(work, member) && unsettled.TakeTurn(work))
            {
                FleetLog.AppliedAgain(_logger, work.Member, work.Key.Name);
                await writes.TouchAsync(work, services.Time.GetUtcNow(), cancellationToken);
            }

            if (unsettled.Wait(work) is { } wait && (next is null || wait < next)) next = wait > TimeSpan.Zero ? wait : Unsettled.FirstRemedy;
        }

        return next;
    }

    /// <summary>Karmada says that it is applied, and the member, which can be believed, shows another HPA or none.</summary>
    private bool CanRemedy(WorkRecord work, KarmadaEntry member)
    {
        if (options.ReadOnly || services.Brake.State.Refusal is not null || works.WhyUnknown is not null) return false;
        if (work is not { Applied: true, IsDeleting: false, Suspended: false }) return false;
        if (member.Paused is not null || member.WhyBlind is not null || !member.View().Live || member.Current is not { } connection) return false;
        if (connection.Caches.FindHpas(work.Hpa.Namespace ?? "") is not { } hpas) return false;
        if (hpas.WhyUnknown(options.CacheMaxAge) is not null || hpas.Informer.Status.Suspicious) return false;
        return hpas.Informer.Get(work.Hpa.Key)?.View is not { } there || !work.IsTakenIn(there);
    }
}
