using FedScaler.Controllers.CronHpas;
using FedScaler.Core.Scheduling;

namespace FedScaler.Benchmarks.Reconciling;

/// <summary>A hub without CronHPAs.</summary>
internal sealed class NoSchedules : IScheduleSource
{
    /// <summary>Nothing here changes by itself.</summary>
    public event Action<ScheduleTarget?>? Changed
    {
        add { }
        remove { }
    }

    public bool Synced => true;

    public ScheduleState? Look(ScheduleTarget target, DateTimeOffset now) => null;
}
