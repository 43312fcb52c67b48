using System.Collections.Immutable;

namespace FedScaler.Controllers.Fleet;

/// <summary>What one member holds of one target, from caches; immutable. Closed.</summary>
public abstract record MemberView
{
    private MemberView()
    {
    }

    /// <summary>Nothing can be said now: the member is silent, its caches are not in sync, or our own last write is not in them yet.</summary>
    /// <param name="Pending">Only our own last write is missing from the caches: it will be there in a moment.</param>
    public sealed record Unknown(string Reason, bool Pending = false) : MemberView
    {
        /// <summary>The target, where it is known all the same: it is the HPAs that are not. Null where it is not known either.</summary>
        public WorkloadView? Workload { get; init; }
    }

    /// <summary>The member answers and has no such workload.</summary>
    public sealed record Missing(string Reason) : MemberView
    {
        /// <inheritdoc cref="Present.Hpas"/>
        public ImmutableArray<HpaView> Hpas { get; init; } = [];

        /// <summary>The federation puts the workload there as soon as the binding names the member.</summary>
        public bool IsPlaceable { get; init; }

        /// <summary>Replicas that the member could run of a workload that is placeable there; null when that is not known.</summary>
        public int? Fit { get; init; }
    }

    /// <summary>The workload is there.</summary>
    public sealed record Present : MemberView
    {
        public required WorkloadView Workload { get; init; }

        /// <summary>HPAs there whose scaleTargetRef is this workload, by name.</summary>
        public ImmutableArray<HpaView> Hpas { get; init; } = [];

        /// <summary>Replicas of this pod template that the member could run in all; null when its capacity is not known.</summary>
        public int? Fit { get; init; }

        /// <summary>Replicas that its free capacity still takes; null when that is not known.</summary>
        public int? Free { get; init; }

        /// <summary>Why its count cannot be set, with what would mend that, in words for the user; null where it can.</summary>
        public string? WhyFixed { get; init; }

        /// <summary>Why the federation wants the workload out of the member, in words for the user; null where it does not.</summary>
        public string? Leaves { get; init; }
    }
}
