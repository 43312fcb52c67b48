using System.Globalization;

namespace FedScaler.Core.Capacity;

/// <summary>Reads the numbers in label and taint values.</summary>
internal static class WholeNumber
{
    /// <summary>An int64 as Go's ParseInt reads it: digits with an optional sign, no spaces, no separators.</summary>
    public static bool TryParse(string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}
