using System.Collections.Immutable;

namespace FedScaler.Core.ScaleIn;

/// <summary>The ordinals of an apps/v1 StatefulSet: one unbroken range, so pods leave only at its ends (KEP-3335 for the lower one).</summary>
/// <param name="Start">spec.ordinals.start.</param>
/// <param name="Count">spec.replicas.</param>
internal readonly record struct OrdinalRange(int Start, int Count)
{
    /// <summary>What is left without the <paramref name="leaving"/>; null unless they are the highest, the lowest, or both.</summary>
    public OrdinalRange? Without(IReadOnlyCollection<int> leaving)
    {
        var fewest = Widened(leaving);
        return fewest.Length == leaving.Count ? Left(leaving) : null;
    }

    /// <summary>The smallest set with all of the <paramref name="leaving"/> in it that can be taken out.</summary>
    public ImmutableArray<int> Widened(IEnumerable<int> leaving)
    {
        int[] sorted = [.. leaving.Order()];
        var end = Start + Count;
        var best = (From: Start, Until: end);
        // The first i of them at the lower end, the others at the upper one.
        for (var i = 0; i <= sorted.Length; i++)
        {
            var from = i == 0 ? Start : sorted[i - 1] + 1;
            var until = i == sorted.Length ? end : sorted[i];
            if (i == 0 || until - from > best.Until - best.From) best = (from, until);
        }

        return [.. Enumerable.Range(Start, Count).Where(ordinal => ordinal < best.From || ordinal >= best.Until)];
    }

    private OrdinalRange Left(IReadOnlyCollection<int> leaving)
    {
        var start = Start;
        while (leaving.Count < Count && leaving.Contains(start)) start++;
        return new(start, Count - leaving.Count);
    }
}
