using System.Globalization;
using System.Text;

namespace FedScaler.Runtime.Metrics;

/// <summary>
/// Names and escapes of the Prometheus text format
/// (https://prometheus.io/docs/instrumenting/exposition_formats/, .../practices/naming/).
/// </summary>
internal static class PrometheusText
{
    /// <summary>Dots become underscores, the unit is appended in full, counters end in _total.</summary>
    public static string NameOf(string instrument, string? unit, MetricKind kind)
    {
        var name = new StringBuilder(instrument.Length + 16);
        foreach (var c in instrument) name.Append(char.IsAsciiLetterOrDigit(c) || c is '_' or ':' ? c : '_');
        if (char.IsAsciiDigit(name[0])) name.Insert(0, '_');
        AppendSuffix(name, UnitSuffix(unit, kind));
        if (kind is MetricKind.Counter or MetricKind.ObservedCounter) AppendSuffix(name, "total");
        return name.ToString();
    }

    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    public static string EscapeHelp(string text) => text.Replace("\\", "\\\\").Replace("\n", "\\n");

    public static string LabelName(string name)
    {
        var label = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return char.IsAsciiDigit(label[0]) ? "_" + label : label;
    }

    public static string EscapeLabel(string value) => value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");

    private static string UnitSuffix(string? unit, MetricKind kind) => unit switch
    {
        null or "" => "",
        "s" => "seconds",
        "By" => "bytes",
        "1" => kind is MetricKind.Gauge or MetricKind.ObservedGauge ? "ratio" : "",
        ['{', ..] => "",
        _ => unit,
    };

    private static void AppendSuffix(StringBuilder name, string suffix)
    {
        if (suffix.Length > 0 && !name.ToString().EndsWith("_" + suffix, StringComparison.Ordinal)) name.Append('_').Append(suffix);
    }
}
