using System.Globalization;
using FedScaler.Api.Common;
using FedScaler.Core.Scheduling;

namespace FedScaler.Cron.Explain;

/// <summary>What there is to say of one transition.</summary>
internal static class TransitionNotes
{
    public static IEnumerable<string> Of(ForeseenTransition foreseen, ScheduledRule rule, TimelineState then)
    {
        var transition = foreseen.Transition;
        var isStart = transition.Edge == TransitionEdge.Start;
        if (isStart && rule.LeadTime > TimeSpan.Zero)
            yield return $"{GoDuration.Format(rule.LeadTime)} ahead of {TimeZoneInfo.ConvertTime(transition.Time + rule.LeadTime, rule.Zone).ToString("HH:mm", CultureInfo.InvariantCulture)}";
        if (foreseen.Note is { } clock) yield return clock.ToString();
        if (!isStart) yield break;

        var others = then.Active.Where(window => window.Rule.End is not null && !(window.Schedule == transition.Schedule && window.Rule.Name == transition.Rule)).ToList();
        if (rule.End is not null && others.Count > 0) yield return $"overlaps {string.Join(", ", others.Select(static window => window.Id))}";
        foreach (var note in then.Notes) yield return note;
    }
}
