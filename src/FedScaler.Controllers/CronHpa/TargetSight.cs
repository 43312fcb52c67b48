using System.Collections.Immutable;
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

    /// <summary>Nothing is written to its members.</summary>
    public bool Paused { get; init; }

    /// <summary>Somebody else decides how much the target runs, in words; null where it does itself.</summary>
    public string? LedBy { get; init; }

    /// <summary>What it says is wrong with it; null where all is well.</summary>
    public string? Complaint { get; init; }

    /// <summary>The rules that it says it has taken in, as schedule/rule.</summary>
    public IReadOnlyList<string> Taken { get; init; } = [];

    /// <summary>Whether it has taken in that a rule began, or ended.</summary>
    public bool HasTaken(string rule, TransitionEdge edge) => Taken.Contains(rule) == (edge == TransitionEdge.Start);

    /// <summary>What its own wishes and the rules in force come to; null where others decide.</summary>
    public abstract EffectiveBounds? Effective(ImmutableArray<ScheduleWindow> active);

    /// <summary>What one of the rules in force comes to beside the others.</summary>
    public abstract Verdict Judge(ScheduleWindow window, ImmutableArray<ScheduleWindow> active);
}
