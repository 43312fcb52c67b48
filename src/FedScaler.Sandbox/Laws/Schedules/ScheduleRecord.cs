using System.Globalization;
using FedScaler.Api.CronHpas;
using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.Laws.Schedules;

/// <summary>One CronHPA: its target and its rules.</summary>
internal sealed class ScheduleRecord
{
    private readonly List<RuleCalendar> _rules = [];

    public ScheduleRecord(ObjectKey key, CronHpaSpec spec)
    {
        (Key, Spec) = (key, spec);
        var excluded = spec.Exclude.Select(Range).ToList();
        foreach (var rule in spec.Rules)
        {
            if (spec.Suspend || rule.Suspend) continue;
            if (RuleCalendar.TryRead(rule, spec, excluded) is { } calendar) _rules.Add(calendar);
            else IsReadable = false;
        }
    }

    public ObjectKey Key { get; }

    public CronHpaSpec Spec { get; }

    /// <summary>Whether every rule that may act is one that the laws can follow.</summary>
    public bool IsReadable { get; } = true;

    public bool IsOn(string kind, ObjectKey target) =>
        Spec.ScaleTargetRef.Kind == kind && Key.Namespace == target.Namespace && Spec.ScaleTargetRef.Name == target.Name;

    public IEnumerable<ScheduledSpell> At(DateTimeOffset instant) => _rules.Select(rule => rule.At(instant)).OfType<ScheduledSpell>();

    private static (DateOnly, DateOnly) Range(string text)
    {
        var days = text.Split('/').Select(static day => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToList();
        return (days[0], days[^1]);
    }
}
