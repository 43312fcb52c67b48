namespace FedScaler.Controllers.Fleet.Karmada.Blind;

/// <summary>What Karmada reports on the hub of a workload in each cluster. Reads caches only; any thread.</summary>
internal interface IReportedWorkloads
{
    /// <summary>
    /// By the binding's aggregatedStatus; null where it says nothing of the cluster. It has no uid and no resourceVersion, as the
    /// member's object cannot be seen.
    /// </summary>
    WorkloadView? ReportOf(TargetRef target, string cluster);
}
