using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.Simulation.Objects;

/// <summary>
/// Resource quantities as whole thousandths (milli-units), rounded up as kube-scheduler and the HPA do. 64 bits hold 9 PB
/// of memory in thousandths of a byte: more than any simulated node has.
/// </summary>
internal static class Amount
{
    private static readonly (string Suffix, decimal Factor)[] Suffixes =
    [
        ("Ki", 1024m), ("Mi", 1048576m), ("Gi", 1073741824m), ("Ti", 1099511627776m), ("Pi", 1125899906842624m),
        ("n", 0.000000001m), ("u", 0.000001m), ("m", 0.001m), ("k", 1e3m), ("M", 1e6m), ("G", 1e9m), ("T", 1e12m), ("P", 1e15m),
    ];

    /// <summary>Thousandths in a quantity such as <c>100m</c>, <c>2Gi</c> or the number 4; 0 for what is no quantity.</summary>
    public static long Milli(JsonNode? quantity) => quantity?.GetValueKind() switch
    {
        JsonValueKind.String => Milli(quantity.GetValue<string>()),
        JsonValueKind.Number => Milli(quantity.ToJsonString()),
        _ => 0,
    };

    public static long Milli(string quantity)
    {
        var factor = 1m;
        var digits = quantity.AsSpan().Trim();
        foreach (var (suffix, worth) in Suffixes)
        {
            if (!digits.EndsWith(suffix, StringComparison.Ordinal)) continue;
            digits = digits[..^suffix.Length];
            factor = worth;
            break;
        }

        return decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? (long)Math.Clamp(Math.Ceiling(number * factor * 1000m), long.MinValue, long.MaxValue)
            : 0;
    }

    /// <summary>The canonical decimal form: whole units without a suffix, else with <c>m</c>.</summary>
    public static string Format(long milli) => milli % 1000 == 0 ? $"{milli / 1000}" : $"{milli}m";
}
