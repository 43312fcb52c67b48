using System.Globalization;
using FedScaler.Api.Common;
using FedScaler.Api.CronHpas;
using FedScaler.Api.Json;

namespace FedScaler.Api.Validation;

/// <summary>What one CronHPA can say wrong, short of its cron expressions and time zones.</summary>
public static class CronHpaValidator
{
    /// <summary>All that is wrong; empty when the spec is well formed.</summary>
    public static IReadOnlyList<FieldError> Validate(CronHpaSpec spec) => SpecValidation.Validate(spec, ApiJson.Default.CronHpaSpec, Rules(spec));

    private static IEnumerable<FieldError> Rules(CronHpaSpec spec)
    {
        var target = spec.ScaleTargetRef;
        if (target.Group != ApiResources.Group || (target.Kind != ApiResources.FedHpas.Kind && target.Kind != ApiResources.ReplicaBindings.Kind))
            yield return new FieldError("spec.scaleTargetRef", RuleMessages.CronTarget);
        if (target.Kind == ApiResources.FedHpas.Kind && spec.Rules.Any(rule => rule.Replicas is not null))
            yield return new FieldError("spec.rules", RuleMessages.CountNeedsBinding);
        if (target.Kind == ApiResources.ReplicaBindings.Kind && spec.Rules.Any(rule => rule.MinReplicas is not null || rule.MaxReplicas is not null))
            yield return new FieldError("spec.rules", RuleMessages.BoundsNeedFedHpa);

        for (var i = 0; i < spec.Rules.Count; i++)
            foreach (var error in Check(spec.Rules[i], $"spec.rules[{i}]")) yield return error;
        for (var i = 0; i < spec.Exclude.Count; i++)
            foreach (var error in CheckDates(spec.Exclude[i], $"spec.exclude[{i}]")) yield return error;
    }

    private static IEnumerable<FieldError> Check(ScheduleRule rule, string path)
    {
        if (rule.End is not null && rule.Duration is not null) yield return new FieldError($"{path}.duration", RuleMessages.EndAndDuration);
        if (rule.Replicas is not null == (rule.MinReplicas is not null || rule.MaxReplicas is not null))
            yield return new FieldError($"{path}.replicas", RuleMessages.RuleEffect);
        if (rule is { MinReplicas: { } floor, MaxReplicas: { } ceiling } && floor > ceiling)
            yield return new FieldError($"{path}.minReplicas", RuleMessages.MinAboveMax);
        if (rule.RaiseMax && rule.MaxReplicas is null) yield return new FieldError($"{path}.raiseMax", RuleMessages.RaiseMaxNeedsMax);
        if (rule.Duration is { } text && GoDuration.TryParse(text, out var duration) && duration == TimeSpan.Zero)
            yield return new FieldError($"{path}.duration", "must be longer than nothing: write it as 2h30m");
    }

    private static IEnumerable<FieldError> CheckDates(string text, string path)
    {
        var dates = new List<DateOnly>();
        foreach (var part in text.Split('/'))
        {
            if (DateOnly.TryParseExact(part, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) dates.Add(date);
            else yield return new FieldError(path, $"\"{part}\" is no day of the calendar: write it as 2026-12-25");
        }

        if (dates is [var first, var last] && first > last)
            yield return new FieldError(path, $"the range ends before it starts: write {last:yyyy-MM-dd}/{first:yyyy-MM-dd}");
    }
}
