namespace FedScaler.Api.Common;

/// <summary>
/// What a pattern can say of a cron expression: how many fields, which characters, numbers within the field's range. What it
/// lets in, Core's parser may still refuse; what it refuses, the parser must not take.
/// </summary>
public static class CronPatterns
{
    /// <summary>Five fields, or one of the names that begin with @.</summary>
    public const string Form =
        "^" + MaySpace + "(@(?i:yearly|annually|monthly|weekly|daily|midnight|hourly)|" + Numbers + Space + Numbers + Space + "[0-9LlWw*?,/-]+" + Space
        + "[0-9A-Za-z*?,/-]+" + Space + "[0-9A-Za-z*?,/#-]+)" + MaySpace + "$";

    /// <summary>Found in an expression with a number beyond its field's range, a day or month 0, or a step of 0.</summary>
    public const string OutOfRange =
        "^" + MaySpace + "(" + After + Minute + "|" + Field + "(" + After + Hour + "|" + Field + "(" + After + DayOfMonth + "|" + Zero + "|"
        + Field + "(" + After + Month + "|" + Zero + "|" + Field + After + Weekday + "))))|/0+([, \\t\\r\\n]|$)";

    private const string MaySpace = @"[ \t\r\n]*";
    private const string Space = @"[ \t\r\n]+";
    private const string Numbers = "[0-9*?,/-]+";
    private const string Field = @"[^ \t\r\n]+[ \t\r\n]+";

    /// <summary>The part of a field before a number.</summary>
    private const string After = @"([^ \t\r\n]*[^0-9 \t\r\n])?0*";

    private const string Zero = @"([^ \t\r\n]*,)?0+([Ww,/ \t\r\n-]|$)";
    private const string Minute = "([6-9][0-9]|[1-9][0-9]{2})";
    private const string Hour = "(2[4-9]|[3-9][0-9]|[1-9][0-9]{2})";
    private const string DayOfMonth = "(3[2-9]|[4-9][0-9]|[1-9][0-9]{2})";
    private const string Month = "(1[3-9]|[2-9][0-9]|[1-9][0-9]{2})";
    private const string Weekday = "([89]|[1-9][0-9])";
}
