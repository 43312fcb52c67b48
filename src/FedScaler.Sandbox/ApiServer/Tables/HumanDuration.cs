namespace FedScaler.Sandbox.ApiServer.Tables;

/// <summary>Ages as kubectl prints them: at most two units, the smaller one only while it matters (apimachinery's util/duration).</summary>
internal static class HumanDuration
{
    public static string Print(TimeSpan age)
    {
        var seconds = (long)age.TotalSeconds;
        if (seconds < -1) return "<invalid>";
        if (seconds < 0) return "0s";
        if (seconds < 120) return $"{seconds}s";
        var minutes = seconds / 60;
        if (minutes < 10) return WithRest(minutes, "m", seconds % 60, "s");
        if (minutes < 180) return $"{minutes}m";
        var hours = minutes / 60;
        if (hours < 8) return WithRest(hours, "h", minutes % 60, "m");
        if (hours < 48) return $"{hours}h";
        var days = hours / 24;
        if (hours < 192) return WithRest(days, "d", hours % 24, "h");
        if (days < 730) return $"{days}d";
        return days < 2920 ? WithRest(days / 365, "y", days % 365, "d") : $"{days / 365}y";
    }

    private static string WithRest(long count, string unit, long rest, string smaller) => rest == 0 ? $"{count}{unit}" : $"{count}{unit}{rest}{smaller}";
}
