using System.Collections.Immutable;
using System.Globalization;

namespace FedScaler.Core.Scheduling;

/// <summary>
/// Finds rules whose windows cannot be meant so: that never close, or are still open when they start anew (keda#4677). It looks
/// at the local clock alone, and always at the same years, so that neither a change of clocks nor the day decides.
/// </summary>
public static class ScheduleCheck
{
    // What starts daily is looked at for more than a year, what starts every five minutes for a week, and what starts on
    // February 29 for two of them.
    private const int FewStarts = 400;
    private const int MostStarts = 2100;

    private static readonly DateTime FirstDay = new(2027, 1, 1);
    private static readonly DateTime SecondMonth = FirstDay.AddMonths(1);
    private static readonly DateTime LastDay = FirstDay.AddYears(8);

    /// <summary>What is wrong with a rule; empty when nothing is.</summary>
    public static ImmutableArray<ScheduleProblem> Problems(ScheduledRule rule)
    {
        var problems = ImmutableArray.CreateBuilder<ScheduleProblem>();
        if (rule.LeadTime < TimeSpan.Zero)
            problems.Add(new ScheduleProblem("leadTime", "leadTime is negative; write how long before its start the rule is to act, or leave it out"));
        if (rule.End is WindowEnd.After(var length) && length <= TimeSpan.Zero)
            problems.Add(new ScheduleProblem("duration", "duration is not above zero, so that the window ends no later than it starts; write how long it is to last"));
        else if (rule.End is not null && PairProblem(rule, rule.End) is { } problem)
            problems.Add(problem);
        return problems.DrainToImmutable();
    }

    private static ScheduleProblem? PairProblem(ScheduledRule rule, WindowEnd end)
    {
        var field = end is WindowEnd.AtCron ? "end" : "duration";
        var pairs = Pairs(rule.Starts.Calendar, end).ToList();
        foreach (var pair in pairs)
            if (pair.Ends > pair.StartsAnew) return new ScheduleProblem(field, Overlap(pair, end));
        if (pairs.Count == 0) return null;

        // A duration that fills the period is a floor for all days but those excluded; an end that equals the start is a slip.
        if (end is WindowEnd.AtCron && pairs.TrueForAll(pair => pair.Ends == pair.StartsAnew))
            return new ScheduleProblem(field, $"the window never closes: it starts at {Show(pairs[0].Starts)} and ends at {Show(pairs[0].Ends)}, when it starts anew; let it end earlier, or leave the rule's schedule to minReplicas");
        return rule.LeadTime > TimeSpan.Zero && pairs.TrueForAll(pair => pair.Ends + rule.LeadTime >= pair.StartsAnew && pair.Ends < pair.StartsAnew)
            ? new ScheduleProblem("leadTime", $"the window never closes: it ends at {Show(pairs[0].Ends)}, and leadTime lets the next one, of {Show(pairs[0].StartsAnew)}, act from then on; shorten leadTime to less than {Span(pairs.Max(pair => pair.StartsAnew - pair.Ends))}")
            : null;
    }

    private static string Overlap(Pair pair, WindowEnd end)
    {
        var example = $"the window of {Show(pair.Starts)} is open until {Show(pair.Ends)}, but starts anew at {Show(pair.StartsAnew)}";
        return end is WindowEnd.AtCron
            ? $"{example}; let it end before it starts again, or start it only once for each end"
            : $"{example}; make it no longer than {Span(pair.StartsAnew - pair.Starts)}";
    }

    private static IEnumerable<Pair> Pairs(CronCalendar starts, WindowEnd end)
    {
        var next = starts.Next(FirstDay);
        for (var i = 0; next is { } start && start < LastDay && (i < FewStarts || (i < MostStarts && start < SecondMonth)); i++)
        {
            next = starts.Next(start.AddMinutes(1));
            DateTime? ends = end switch
            {
                WindowEnd.AtCron(var cron) => cron.Calendar.Next(start.AddMinutes(1)),
                WindowEnd.After(var length) => length < DateTime.MaxValue - start ? start + length : DateTime.MaxValue,
                _ => null,
            };
            if (next is { } anew && ends is { } closes) yield return new Pair(start, closes, anew);
        }
    }

    private static string Show(DateTime time) => time.ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span)
    {
        var hours = (int)span.TotalHours;
        return (hours, span.Minutes) switch
        {
            (0, var minutes) => $"{minutes}m",
            (_, 0) => $"{hours}h",
            (_, var minutes) => $"{hours}h{minutes}m",
        };
    }

    /// <summary>One start, its end, and the start after it, by the local clock.</summary>
    private readonly record struct Pair(DateTime Starts, DateTime Ends, DateTime StartsAnew);
}
