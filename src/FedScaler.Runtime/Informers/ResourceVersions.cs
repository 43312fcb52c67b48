using System.Globalization;

namespace FedScaler.Runtime.Informers;

/// <summary>
/// Order of resourceVersions. KEP-5504 makes them decimal numbers that grow with every write of a type; an API server that
/// uses anything else gives no order, only equality.
/// </summary>
internal static class ResourceVersions
{
    /// <summary>Whether <paramref name="version"/> is certainly older than <paramref name="known"/>.</summary>
    public static bool IsOlder(string? version, string? known) => TryCompare(version, known, out var order) && order < 0;

    /// <summary>Whether having come as far as <paramref name="seen"/> includes <paramref name="version"/>.</summary>
    public static bool Includes(string? seen, string version) =>
        TryCompare(seen, version, out var order) ? order >= 0 : seen is not null && seen == version;

    private static bool TryCompare(string? left, string? right, out int order)
    {
        order = 0;
        if (!TryParse(left, out var a) || !TryParse(right, out var b)) return false;
        order = a.CompareTo(b);
        return true;
    }

    private static bool TryParse(string? version, out ulong number) =>
        ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
