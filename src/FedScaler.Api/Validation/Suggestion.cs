namespace FedScaler.Api.Validation;

/// <summary>"Did you mean": the known name that is nearest to what was written.</summary>
public static class Suggestion
{
    /// <summary>A clause to put at the end of a message, or nothing when no name is near.</summary>
    /// <param name="reach">How many letters may differ. Default: a third of them, enough for a slip, too little for another word.</param>
    public static string For(string written, IEnumerable<string> known, Func<string, string>? show = null, int? reach = null)
    {
        var most = reach ?? Math.Max(1, written.Length / 3);
        var nearest = known.Select(name => (Name: name, Distance: Distance(written, name)))
            .Where(candidate => candidate.Distance <= most)
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name).FirstOrDefault();
        return nearest is null ? "" : $"; did you mean {(show is null ? nearest : show(nearest))}?";
    }

    /// <summary>Levenshtein distance; letters that differ only in case are equal.</summary>
    private static int Distance(string from, string to)
    {
        if (Math.Abs(from.Length - to.Length) > from.Length) return int.MaxValue;
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        var current = new int[to.Length + 1];
        for (var i = 0; i < from.Length; i++)
        {
            current[0] = i + 1;
            for (var j = 0; j < to.Length; j++)
            {
                var same = char.ToUpperInvariant(from[i]) == char.ToUpperInvariant(to[j]);
                current[j + 1] = Math.Min(Math.Min(current[j], previous[j + 1]) + 1, previous[j] + (same ? 0 : 1));
            }

            (previous, current) = (current, previous);
        }

        return previous[to.Length];
    }
}
