using FedScaler.Api.Common;
using FedScaler.Api.CronHpas;
using FedScaler.Api.Validation;
using FedScaler.Core.Scheduling;

namespace FedScaler.Api.Mapping;

/// <summary>One rule of a CronHPA, read by the one parser that admission, runtime and preview share.</summary>
/// <param name="path">Where the rule stands, e.g. <c>spec.rules[0]</c>; put before each field.</param>
internal sealed class ScheduleRuleReader(string path)
{
    private readonly List<FieldError> _errors = [];

    /// <summary>What is wrong with the fields that were read.</summary>
    public IReadOnlyList<FieldError> Errors => _errors;

    /// <summary>The rule in the words of Core; null where a field cannot be read.</summary>
    /// <param name="timeZone">The CronHPA's own; null where it cannot be found, which is told elsewhere.</param>
    public ScheduledRule? Read(ScheduleRule rule, TimeZoneInfo? timeZone)
    {
        var zone = rule.TimeZone is { } id ? Zone(id) : timeZone;
        var starts = Cron(rule.Schedule, "schedule");
        var end = End(rule);
        var lead = rule.LeadTime is { } text ? Duration(text, "leadTime") : TimeSpan.Zero;
        if (zone is null || starts is null || _errors.Count > 0) return null;
        return new ScheduledRule(rule.Name, starts, end, Effect(rule), zone) { LeadTime = lead, Suspended = rule.Suspend };
    }

    private WindowEnd? End(ScheduleRule rule)
    {
        if (rule.Duration is { } text)
        {
            var length = Duration(text, "duration");
            if (_errors.Count == 0 && length == TimeSpan.Zero) Report("duration", RuleMessages.LongerThanNothing);
            return new WindowEnd.After(length);
        }

        return rule.End is { } end && Cron(end, "end") is { } ends ? new WindowEnd.AtCron(ends) : null;
    }

    private static ScheduleEffect Effect(ScheduleRule rule) => rule.Replicas is { } count
        ? new ScheduleEffect.Count(count)
        : new ScheduleEffect.Bounds(rule.MinReplicas, rule.MaxReplicas, rule.RaiseMax);

    private CronExpression? Cron(string text, string field)
    {
        if (!CronExpression.TryParse(text, out var expression, out var error)) Report(field, error.Explain());
        else if (TextPattern.Matches(CronPatterns.Form, text) && !TextPattern.Matches(CronPatterns.OutOfRange, text)) return expression;
        // Such as spaces that only .NET takes for spaces.
        else Report(field, RuleMessages.CronForm);
        return null;
    }

    private TimeZoneInfo? Zone(string id)
    {
        if (TimeZones.TryFind(id, out var zone)) return zone;
        Report("timeZone", TimeZones.Refusal(id));
        return null;
    }

    private TimeSpan Duration(string text, string field)
    {
        if (!GoDuration.TryParse(text, out var duration)) Report(field, PatternMessages.Duration);
        return duration;
    }

    private void Report(string field, string message) => _errors.Add(new FieldError($"{path}.{field}", message));
}
