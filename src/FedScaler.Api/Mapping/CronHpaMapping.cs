using System.Collections.Immutable;
using System.Globalization;
using FedScaler.Api.CronHpas;
using FedScaler.Api.Validation;
using FedScaler.Core.Scheduling;

namespace FedScaler.Api.Mapping;

/// <summary>A CronHPA in the words of Core.</summary>
public static class CronHpaMapping
{
    /// <summary>
    /// The schedule, or all that is wrong. Of a CronHPA with one invalid rule nothing acts: half of a plan may do more harm
    /// than none (a floor that ends without the count that should follow it). Worth keeping as long as the generation stays.
    /// </summary>
    public static StrictResult<Schedule> ReadSchedule(this CronHpa resource)
    {
        var errors = CronHpaValidator.Validate(resource.Spec);
        return errors.Count > 0
            ? new StrictResult<Schedule>(null, errors)
            : new StrictResult<Schedule>(resource.Spec.ToSchedule(resource.Metadata.Name), []);
    }

    /// <summary>A spec that has passed <see cref="CronHpaValidator"/>.</summary>
    /// <param name="name">Name of the CronHPA, as status.activeSchedules tells it.</param>
    /// <exception cref="ArgumentException">The spec is not valid.</exception>
    public static Schedule ToSchedule(this CronHpaSpec spec, string name) => new(name, [.. spec.Rules.Select(rule => ToRule(rule, spec))])
    {
        Excluded = [.. spec.Exclude.Select(ToDates)],
        Suspended = spec.Suspend,
    };

    private static ScheduledRule ToRule(ScheduleRule rule, CronHpaSpec spec)
    {
        var reader = new ScheduleRuleReader(rule.Name);
        return reader.Read(rule, TimeZones.TryFind(spec.TimeZone, out var zone) ? zone : null)
            ?? throw new ArgumentException($"not a valid CronHPA: {string.Join("; ", reader.Errors)}", nameof(spec));
    }

    private static DateRange ToDates(string text)
    {
        var dates = text.Split('/').Select(static part => DateOnly.ParseExact(part, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToImmutableArray();
        return new DateRange(dates[0], dates[^1]);
    }
}
