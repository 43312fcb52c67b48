using System.Globalization;
using FedScaler.Api.CronHpas;
using FedScaler.Api.Json;
using FedScaler.Api.Mapping;
using FedScaler.Core.Scheduling;

namespace FedScaler.Api.Validation;

/// <summary>What one CronHPA can say wrong: its fields, its cron expressions and time zones, and windows that cannot work.</summary>
public static class CronHpaValidator
{
    /// <summary>All that is wrong; empty when the spec can be acted on.</summary>
    public static IReadOnlyList<FieldError> Validate(CronHpaSpec spec) => SpecValidation.Validate(spec, ApiJson.Default.CronHpaSpec, Rules(spec));

    /// <summary>What may not be meant, each with its field; for a spec that is valid.</summary>
    public static IReadOnlyList<string> Warnings(CronHpaSpec spec) =>
    [
        .. spec.Rules.SelectMany(static (rule, i) => (IEnumerable<string>)
            [.. Warnings(rule.Schedule, $"spec.rules[{i}].schedule"), .. Warnings(rule.End, $"spec.rules[{i}].end")]),
    ];

    private static IEnumerable<string> Warnings(string? cron, string path) =>
        cron is not null && CronExpression.TryParse(cron, out var expression, out _) ? expression.Warnings.Select(warning => $"{path}: {warning}") : [];

    private static IEnumerable<FieldError> Rules(CronHpaSpec spec)
    {
        var target = spec.ScaleTargetRef;
        var isOurs = target.Group == ApiResources.Group;
        var isFedHpa = isOurs && target.Kind == ApiResources.FedHpas.Kind;
        if (isOurs && !isFedHpa && target.Kind != ApiResources.ReplicaBindings.Kind)
            yield return new FieldError("spec.scaleTargetRef", RuleMessages.CronTarget);
        if (isFedHpa && spec.Rules.Any(rule => rule.Replicas is not null))
            yield return new FieldError("spec.rules", RuleMessages.CountNeedsBinding);
        if (!isFedHpa && spec.Rules.Any(rule => rule.MinReplicas is not null || rule.MaxReplicas is not null))
            yield return new FieldError("spec.rules", RuleMessages.BoundsNeedFedHpa);
        if (!TimeZones.TryFind(spec.TimeZone, out var zone)) yield return new FieldError("spec.timeZone", TimeZones.Refusal(spec.TimeZone));

        for (var i = 0; i < spec.Rules.Count; i++)
            foreach (var error in Check(spec.Rules[i], zone, $"spec.rules[{i}]")) yield return error;
        for (var i = 0; i < spec.Exclude.Count; i++)
            foreach (var error in CheckDates(spec.Exclude[i], $"spec.exclude[{i}]")) yield return error;
    }

    private static IEnumerable<FieldError> Check(ScheduleRule rule, TimeZoneInfo? zone, string path)
    {
        if (rule.Replicas is not null == (rule.MinReplicas is not null || rule.MaxReplicas is not null))
            yield return new FieldError($"{path}.replicas", RuleMessages.RuleEffect);
        if (rule is { MinReplicas: { } floor, MaxReplicas: { } ceiling } && floor > ceiling)
            yield return new FieldError($"{path}.minReplicas", RuleMessages.MinAboveMax);
        if (rule is { RaiseMax: true, MinReplicas: null, MaxReplicas: null }) yield return new FieldError($"{path}.raiseMax", RuleMessages.RaiseMaxNeedsBounds);

        var reader = new ScheduleRuleReader(path);
        var read = reader.Read(rule, zone);
        foreach (var error in reader.Errors) yield return error;
        if (rule.End is not null && rule.Duration is not null) yield return new FieldError($"{path}.duration", RuleMessages.EndAndDuration);
        else if (read is not null)
            foreach (var problem in ScheduleCheck.Problems(read)) yield return new FieldError($"{path}.{problem.Field}", problem.Message);
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
            yield return new FieldError(path, RuleMessages.RangeReversed);
    }
}
