using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace FedScaler.Core.Scheduling;

/// <summary>
/// A schedule of five fields (minute, hour, day of month, month, weekday), as Kubernetes' CronJob reads them, with Cronos'
/// ranges that wrap, L, W and #, and its treatment of changing clocks: a time that does not exist fires where the gap ends,
/// a time that comes twice fires the first time, and both times where minute or hour is a star, a range or a step.
/// Immutable. Two are equal when their texts are, but for case and white space.
/// </summary>
public sealed class CronExpression : IEquatable<CronExpression>
{
    private readonly string _text;
    private readonly string _normalized;

    private CronExpression(string text, CronParser parsed)
    {
        _text = text;
        _normalized = parsed.Normalized;
        Calendar = parsed.Calendar;
        IsInterval = parsed.IsInterval;
        WarningList = parsed.Warnings;
    }

    /// <summary>What is legal but may surprise, such as both a day of month and a weekday.</summary>
    public IReadOnlyList<string> Warnings => WarningList;

    internal CronCalendar Calendar { get; }

    /// <summary>Whether it fires in both passes of a repeated hour.</summary>
    internal bool IsInterval { get; }

    private ImmutableArray<string> WarningList { get; }

    /// <exception cref="CronFormatException">The text is no schedule; the message names the field and the mend.</exception>
    public static CronExpression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new CronExpression(text, CronParser.Parse(text));
    }

    public static bool TryParse(
        string text, [NotNullWhen(true)] out CronExpression? expression, [NotNullWhen(false)] out CronFormatException? error)
    {
        try
        {
            (expression, error) = (Parse(text), null);
            return true;
        }
        catch (CronFormatException refused)
        {
            (expression, error) = (null, refused);
            return false;
        }
    }

    /// <summary>The first time it fires after <paramref name="from"/>, or at it where inclusive; in the zone's offset; null beyond the year 9999.</summary>
    public DateTimeOffset? GetNextOccurrence(DateTimeOffset from, TimeZoneInfo zone, bool inclusive = false) =>
        new ZonedSearch(this, zone, RepeatedTime.First).Next(from, inclusive);

    /// <summary>The last time it fires before <paramref name="from"/>, or at it where inclusive; in the zone's offset; null before the year 1.</summary>
    public DateTimeOffset? GetPreviousOccurrence(DateTimeOffset from, TimeZoneInfo zone, bool inclusive = false) =>
        new ZonedSearch(this, zone, RepeatedTime.First).Previous(from, inclusive);

    /// <summary>The text as it was given.</summary>
    public override string ToString() => _text;

    public bool Equals(CronExpression? other) => other is not null && _normalized == other._normalized;

    public override bool Equals(object? obj) => Equals(obj as CronExpression);

    public override int GetHashCode() => _normalized.GetHashCode(StringComparison.Ordinal);

    public static bool operator ==(CronExpression? left, CronExpression? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(CronExpression? left, CronExpression? right) => !(left == right);
}
