using FedScaler.Core.Scheduling;

namespace FedScaler.Cron.Explain;

/// <summary>Days drawn in letters: a cell for each half hour, a letter for each state, and what the letters mean.</summary>
internal sealed class DayStrip(TimeZoneInfo zone)
{
    private const int MinutesPerCell = 30;
    private const int Cells = 24 * 60 / MinutesPerCell;
    private const char AtRest = '.';
    private const char Absent = '-';
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private readonly Dictionary<(string Reach, string Rules), char> _letters = [];
    private readonly List<StripLetter> _legend = [];

    /// <summary>The hours over the cells, each where it begins.</summary>
    public static string Hours { get; } = string.Concat(Enumerable.Range(0, 8).Select(static third => $"{third * 3:00}".PadRight(Cells / 8))).TrimEnd();

    /// <summary>What each letter of the days drawn so far means, in the order of their use.</summary>
    public IReadOnlyList<StripLetter> Legend => _legend;

    /// <summary>
    /// One day. In a half hour with a change stands the higher of the two states; half hours that the clocks skip are
    /// dashes, and those that come twice are one cell.
    /// </summary>
    public string Draw(DateOnly date, IEnumerable<ExplainedSpan> spans)
    {
        var (start, end) = (LocalDay.StartOf(date, zone), LocalDay.StartOf(date.AddDays(1), zone));
        var cells = new ExplainedSpan?[Cells];
        foreach (var span in spans)
        {
            var (from, until) = (span.From > start ? span.From : start, span.Until < end ? span.Until : end);
            for (var time = from; time < until; time = time.AddMinutes(1)) Put(span, ref cells[CellOf(time)]);
            // A span's last minute may lie beyond the last step.
            if (from < until) Put(span, ref cells[CellOf(until.AddTicks(-1))]);
        }

        return string.Concat(cells.Select(Letter));
    }

    private int CellOf(DateTimeOffset time) => (int)TimeZoneInfo.ConvertTime(time, zone).TimeOfDay.TotalMinutes / MinutesPerCell;

    private static void Put(ExplainedSpan span, ref ExplainedSpan? cell)
    {
        if (cell is null || Height(span) > Height(cell)) cell = span;
    }

    private static int Height(ExplainedSpan span) => span.Reach.Replicas ?? span.Reach.MinReplicas ?? 0;

    private char Letter(ExplainedSpan? span)
    {
        if (span is null) return Absent;
        var key = (span.Reach.ToString(), string.Join(", ", span.Rules));
        if (_letters.TryGetValue(key, out var known)) return known;
        var letter = span.Rules.Count == 0 ? AtRest : Letters[Math.Min(_letters.Keys.Count(static other => other.Rules.Length > 0), Letters.Length - 1)];
        _letters[key] = letter;
        _legend.Add(new StripLetter(letter, span.Reach.ToString(), span.Rules));
        return letter;
    }
}
