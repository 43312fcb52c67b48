namespace FedScaler.Controllers;

/// <summary>Counts over a fleet: a sum that passes what the field holds stays at its end rather than wrap.</summary>
internal static class CappedSum
{
    public static int SumCapped<T>(this IEnumerable<T> rows, Func<T, int> count) => (int)Math.Min(int.MaxValue, rows.Sum(row => (long)count(row)));
}
