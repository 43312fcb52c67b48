using System.Collections.Immutable;
using FedScaler.Api.Common;
using FedScaler.Api.CronHpas;
using FedScaler.Core.Scheduling;
using FedScaler.Runtime.Events;
using TransitionEdge = FedScaler.Api.CronHpas.TransitionEdge;

namespace FedScaler.Controllers.CronHpas;

/// <summary>What is seen of a target at one moment, whatever its kind.</summary>
internal abstract record TargetSight
{
    /// <summary>For events about it.</summary>
    public required EventTarget Object { get; init; }

    /// <summary>By which brake nothing is written to its members, in words; null where none is on.</summary>
    public string? PausedBy { get; init; }

    /// <summary>For whom what its members run is kept as it is for a while, in words; null for nobody.</summary>
    public string? HeldFor { get; init; }

    /// <summary>Somebody else decides how much the target runs, in words; null where it does itself.</summary>
    public string? LedBy { get; init; }

    /// <summary>What it says is wrong with it; null where all is well.</summary>
    public string? Complaint { get; init; }

    /// <summary>The rules that it says it has taken in, as schedule/rule.</summary>
    public IReadOnlyList<string> Taken { get; init; } = [];

    /// <summary>The message of a condition of the target's that is True; null where it is not.</summary>
    protected static string? MessageOf(IReadOnlyList<Condition>? conditions, string type) =>
        conditions?.Find(type) is { Status: Condition.True } condition ? condition.Message : null;

    /// <summary>Whether it has taken in that a rule began, or ended.</summary>
    public bool HasTaken(string rule, TransitionEdge edge) => Taken.Contains(rule) == (edge == TransitionEdge.Start);

    /// <summary>What its own wishes and the rules in force come to; null where others decide.</summary>
    public abstract EffectiveBounds? Effective(ImmutableArray<ScheduleWindow> active);

    /// <summary>What one of the rules in force comes to beside the others.</summary>
    public abstract Verdict Judge(ScheduleWindow window, ImmutableArray<ScheduleWindow> active);
}
