namespace FedScaler.Core.Scheduling;

/// <summary>
/// Reads a field of lists, ranges, steps and names into a mask of its values. Ranges may wrap (22-6), as in Cronos; the rest
/// is what robfig/cron v3 takes, which Kubernetes' CronJob uses, except for empty items and for steps beyond the range.
/// </summary>
internal sealed class CronFieldReader(CronField field)
{
    /// <summary>Bit v is set for every value v of the field.</summary>
    public ulong Mask { get; private set; }

    /// <summary>An item stands for every value: the field restricts nothing (robfig's star bit, which a step clears).</summary>
    public bool HasStar { get; private set; }

    /// <summary>An item is a star, a range or a step, rather than one value (Cronos' Interval flag).</summary>
    public bool HasInterval { get; private set; }

    /// <summary>The items of the list, none of them empty.</summary>
    public static IEnumerable<string> Items(CronField field, string text)
    {
        foreach (var item in text.Split(','))
        {
            if (item.Length == 0)
                throw field.Refuse($"'{text}' has an empty item; take the surplus comma out");
            yield return item;
        }
    }

    public CronFieldReader AddAll(string text)
    {
        foreach (var item in Items(field, text))
            Add(item);
        return this;
    }

    /// <summary>One item: <c>*</c>, <c>?</c>, <c>v</c>, <c>v-w</c>, each with or without <c>/step</c>.</summary>
    public void Add(string item)
    {
        var slash = item.IndexOf('/', StringComparison.Ordinal);
        var range = slash < 0 ? item : item.AsSpan(0, slash);
        var step = slash < 0 ? 1 : field.Step(item.AsSpan(slash + 1), item);
        if (range is "*" or "?")
        {
            HasStar |= step == 1;
            Fill(field.Min, field.Max, step);
        }
        else
        {
            AddRange(range, step, slash >= 0, item);
        }

        HasInterval |= slash >= 0 || range is "*" or "?" || range.Contains('-');
    }

    private void AddRange(ReadOnlySpan<char> range, int step, bool stepped, string item)
    {
        var dash = range.IndexOf('-');
        if (dash == 0)
            throw field.Refuse($"'{item}' begins with a dash; write {field.Allowed}");
        if (dash < 0)
        {
            var from = field.Value(range, item);
            Fill(from, stepped ? Math.Max(from, field.Max) : from, step);
            return;
        }

        if (range[(dash + 1)..].Contains('-'))
            throw field.Refuse($"'{item}' has more than one dash; a range has a first and a last value");
        var first = field.Value(range[..dash], item);
        var last = field.Value(range[(dash + 1)..], item);
        // A range that ends before it begins goes on past the field's end; 7 as a beginning is Sunday, the week's first day.
        if (last < first && first > field.Max)
            first -= field.Count;
        Fill(first, last < first ? last + field.Count : last, step);
    }

    private void Fill(int first, int last, int step)
    {
        for (var value = first; value <= last; value += step)
            Mask |= 1UL << (value > field.Max ? value - field.Count : value);
    }
}
