using System.Globalization;
using FedScaler.Core.Scheduling;

namespace FedScaler.Controllers.CronHpas;

/// <summary>Windows, times and lengths in words for people. The same window has the same words whenever it is looked at.</summary>
internal static class ScheduleWords
{
    /// <summary>What a window asks for and for how long, e.g. "min 40, max 80 until 11:00 Asia/Shanghai".</summary>
    public static string Of(ScheduleWindow window) => $"{Asks(window.Rule.Effect)} {Until(window)}";

    /// <summary>What a rule asks for, e.g. "min 40, max 80".</summary>
    public static string Asks(ScheduleEffect effect) => effect switch
    {
        ScheduleEffect.Count(var replicas) => $"{replicas} replicas",
        ScheduleEffect.Bounds(int floor, int ceiling, _) => $"min {floor}, max {ceiling}",
        ScheduleEffect.Bounds(int floor, null, _) => $"min {floor}",
        ScheduleEffect.Bounds(null, int ceiling, _) => $"max {ceiling}",
        _ => "nothing",
    };

    /// <summary>When a window ends, by the clock of its rule; the date where it is not that of its start.</summary>
    public static string Until(ScheduleWindow window)
    {
        if (window.Until is not { } until) return "until another rule without an end starts";
        var zone = window.Rule.Zone;
        var (since, end) = (TimeZoneInfo.ConvertTime(window.Since, zone), TimeZoneInfo.ConvertTime(until, zone));
        var form = since.Date == end.Date ? "HH:mm" : "yyyy-MM-dd HH:mm";
        return $"until {end.ToString(form, CultureInfo.InvariantCulture)} {zone.Id}";
    }

    /// <summary>A time with its date, by the clock of a zone.</summary>
    public static string At(DateTimeOffset time, TimeZoneInfo zone) =>
        $"{TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} {zone.Id}";

    /// <summary>A length in its two largest units, e.g. 12m, 2h30m, 3d4h.</summary>
    public static string Length(TimeSpan length) => length switch
    {
        { TotalDays: >= 1 } => Two(length.Days, "d", length.Hours, "h"),
        { TotalHours: >= 1 } => Two(length.Hours, "h", length.Minutes, "m"),
        { TotalMinutes: >= 1 } => Two(length.Minutes, "m", length.Seconds, "s"),
        _ => $"{length.Seconds}s",
    };

    private static string Two(int large, string unit, int small, string smaller) => small == 0 ? $"{large}{unit}" : $"{large}{unit}{small}{smaller}";
}
