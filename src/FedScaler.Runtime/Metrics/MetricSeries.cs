using System.Globalization;
using System.Text;

namespace FedScaler.Runtime.Metrics;

/// <summary>One series: a value, or a histogram's buckets. Guarded by its family's lock.</summary>
internal sealed class MetricSeries
{
    private readonly KeyValuePair<string, object?>[] _tags;
    private readonly IReadOnlyList<double>? _bounds;
    private readonly long[] _buckets;
    private long _observations;
    private double _value;

    public MetricSeries(KeyValuePair<string, object?>[] tags, IReadOnlyList<double>? bounds)
    {
        _tags = tags;
        _bounds = bounds;
        _buckets = new long[bounds?.Count ?? 0];
        Labels = string.Join(',', tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(Format));
    }

    /// <summary>As they stand between the braces.</summary>
    public string Labels { get; }

    public bool Has(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length != _tags.Length) return false;
        foreach (var tag in tags)
        {
            if (!Contains(tag)) return false;
        }

        return true;
    }

    public bool Has(string label, string value) => Array.Exists(_tags, tag => tag.Key == label && Equals(tag.Value, value));

    public void Record(double value, MetricKind kind)
    {
        if (kind is MetricKind.Gauge or MetricKind.ObservedGauge or MetricKind.ObservedCounter)
        {
            _value = value;
            return;
        }

        _value += value;
        if (_bounds is null) return;
        _observations++;
        for (var i = 0; i < _bounds.Count; i++)
        {
            if (value <= _bounds[i]) _buckets[i]++;
        }
    }

    public void Write(StringBuilder text, string name)
    {
        if (_bounds is null)
        {
            WriteLine(text, name, Labels, PrometheusText.Number(_value));
            return;
        }

        for (var i = 0; i < _bounds.Count; i++) WriteBucket(text, name, _bounds[i], _buckets[i]);
        WriteBucket(text, name, double.PositiveInfinity, _observations);
        WriteLine(text, name + "_sum", Labels, PrometheusText.Number(_value));
        WriteLine(text, name + "_count", Labels, _observations.ToString(CultureInfo.InvariantCulture));
    }

    private void WriteBucket(StringBuilder text, string name, double bound, long count)
    {
        var labels = $"{Labels}{(Labels.Length > 0 ? "," : "")}le=\"{PrometheusText.Number(bound)}\"";
        WriteLine(text, name + "_bucket", labels, count.ToString(CultureInfo.InvariantCulture));
    }

    private static void WriteLine(StringBuilder text, string name, string labels, string value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value).Append('\n');
    }

    private static string Format(KeyValuePair<string, object?> tag)
    {
        var value = Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "";
        return $"{PrometheusText.LabelName(tag.Key)}=\"{PrometheusText.EscapeLabel(value)}\"";
    }

    private bool Contains(KeyValuePair<string, object?> tag)
    {
        foreach (var own in _tags)
        {
            if (own.Key == tag.Key && Equals(own.Value, tag.Value)) return true;
        }

        return false;
    }
}
