using FedScaler.Api.CronHpas;
using FedScaler.Core.Scheduling;
using TransitionEdge = FedScaler.Api.CronHpas.TransitionEdge;

namespace FedScaler.Controllers.CronHpas;

/// <summary>Puts into a history what became of transitions, as far as the target shows it now.</summary>
/// <param name="schedule">Name of the CronHPA.</param>
/// <param name="started">Since when this service has been there to apply anything.</param>
internal sealed class TransitionAccount(string schedule, ScheduleTarget target, TargetSight? sight, ScheduleState state, DateTimeOffset started, DateTimeOffset now)
{
    /// <summary>Less than a look takes is no delay worth a word.</summary>
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(5);

    /// <summary>The entry of a transition that was just found.</summary>
    public ScheduleHistoryEntry Of(FoundTransition transition)
    {
        if (transition.Cause == TransitionCause.Unseen) return Unseen(transition);
        var why = transition.Cause == TransitionCause.Edit
            ? transition.Edge == TransitionEdge.Start ? "under way already when the CronHPA was created or changed" : "cut short: the CronHPA was changed"
            : Late(transition.Time, transition.Time < started ? "nobody was there to apply it at the time" : "it was not seen in time");
        return Entry(transition.Rule, transition.Edge, transition.Time, why);
    }

    /// <summary>What has become of one that was open.</summary>
    public ScheduleHistoryEntry Again(ScheduleHistoryEntry open) => Entry(open.Rule, open.Edge, open.ScheduledTime, Late(open.ScheduledTime, open.Result switch
    {
        ScheduleResults.Paused => "the target was paused",
        ScheduleResults.Held => "a ScaleIn held the target",
        ScheduleResults.TargetMissing => "there was no target",
        ScheduleResults.Overridden => "others led the target",
        _ => "the target took it in no sooner",
    }));

    /// <summary>Whether the last word on an entry may still be to come: its rule stands as it says, and the target did not show it.</summary>
    public bool MayClose(ScheduleHistoryEntry entry)
    {
        if (!entry.IsOpen()) return false;
        var window = Find(entry.Rule);
        return entry.Edge == TransitionEdge.End ? window is null : window?.Since.InWholeSeconds() == entry.ScheduledTime;
    }

    private ScheduleHistoryEntry Entry(string rule, TransitionEdge edge, DateTimeOffset due, string? why)
    {
        var window = edge == TransitionEdge.Start ? Find(rule) : null;
        var (result, applied, remark) = Outcome(rule, edge, window);
        string?[] words = [window is null ? null : ScheduleWords.Of(window), remark, applied ? why : null];
        var message = string.Join("; ", words.OfType<string>());
        return new ScheduleHistoryEntry
        {
            Rule = rule,
            Edge = edge,
            ScheduledTime = due,
            AppliedTime = applied ? now.InWholeSeconds() : null,
            Result = result,
            Message = message.Length > 0 ? message : null,
        };
    }

    private (string Result, bool Applied, string? Remark) Outcome(string rule, TransitionEdge edge, ScheduleWindow? window)
    {
        if (sight is null) return (ScheduleResults.TargetMissing, false, $"there is no {target}");
        if (sight.PausedBy is { } brake) return (ScheduleResults.Paused, false, $"{target} is paused: {brake}");
        if (sight.LedBy is { } leader) return (ScheduleResults.Overridden, false, leader);
        if (!sight.HasTaken($"{schedule}/{rule}", edge)) return (CronHpaReasons.Pending, false, sight.Complaint ?? $"{target} has not taken it in yet");
        // Known to it, and in no member before the hold ends.
        if (sight.HeldFor is { } hold) return (ScheduleResults.Held, false, hold);
        var verdict = window is null ? Verdict.Applied : sight.Judge(window, state.Active);
        return (verdict.Result, true, verdict.Remark);
    }

    private static ScheduleHistoryEntry Unseen(FoundTransition transition) => new()
    {
        Rule = transition.Rule,
        Edge = transition.Edge,
        ScheduledTime = transition.Time,
        Result = ScheduleResults.Missed,
        Message = "nobody was there from its start to its end" + (transition.More > 0 ? $"; so it was {transition.More} times before, in the last {TransitionFinder.Horizon.Days} days" : ""),
    };

    private ScheduleWindow? Find(string rule) => state.Active.FirstOrDefault(window => window.Schedule == schedule && window.Rule.Name == rule);

    private string? Late(DateTimeOffset due, string why) => now - due >= Prompt ? $"{ScheduleWords.Length(now - due)} late: {why}" : null;
}
