namespace FedScaler.Api.Common;

/// <summary>meta/v1 Duration, as Go writes it, in hours, minutes and seconds: <c>2h30m</c>, <c>90s</c>.</summary>
public static class GoDuration
{
    /// <summary>False for text of another form, and for more than 10 000 days.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (string.IsNullOrEmpty(text)) return false;

        const string order = "hms";
        var seconds = 0L;
        var (number, digits, next) = (0L, 0, 0);
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                if (++digits > 9) return false;
                number = (number * 10) + (c - '0');
                continue;
            }

            // Each unit at most once, the larger first.
            var unit = order.IndexOf(c, next);
            if (unit < 0 || digits == 0) return false;
            seconds += number * unit switch { 0 => 3600, 1 => 60, _ => 1 };
            (number, digits, next) = (0, 0, unit + 1);
        }

        if (digits > 0 || seconds > TimeSpan.FromDays(10_000).TotalSeconds) return false;
        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }

    /// <summary>The text that <see cref="TryParse"/> reads back, e.g. <c>2h30m</c>; parts of a second are dropped.</summary>
    public static string Format(TimeSpan duration)
    {
        var (hours, minutes, seconds) = ((long)duration.TotalHours, duration.Minutes, duration.Seconds);
        var text = (hours > 0 ? $"{hours}h" : "") + (minutes > 0 ? $"{minutes}m" : "") + (seconds > 0 ? $"{seconds}s" : "");
        return text.Length > 0 ? text : "0s";
    }
}
