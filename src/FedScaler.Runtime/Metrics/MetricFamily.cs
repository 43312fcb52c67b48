using System.Text;

namespace FedScaler.Runtime.Metrics;

/// <summary>All series of one name.</summary>
internal sealed class MetricFamily(string name, string help, MetricKind kind, IReadOnlyList<double> buckets)
{
    /// <summary>Labels are bounded by the fleet's size; should one not be after all, it must not eat the memory.</summary>
    public const int MaxSeries = 10_000;

    /// <summary>What is told anew at each scrape holds memory for one scrape only, and whoever tells it sets bounds of its own.</summary>
    public const int MaxObservedSeries = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, List<MetricSeries>> _byHash = [];
    private int _count;

    private bool IsObserved => kind is MetricKind.ObservedCounter or MetricKind.ObservedGauge;

    public string Name => name;

    /// <summary>How many instruments measure into this family.</summary>
    public int Instruments { get; set; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_gate) Find(tags)?.Record(value, kind);
    }

    public void ForgetObserved()
    {
        if (!IsObserved) return;
        lock (_gate)
        {
            _byHash.Clear();
            _count = 0;
        }
    }

    /// <summary>Drops the series with this label, so that what is gone does not linger.</summary>
    public void Forget(string label, string value)
    {
        lock (_gate)
        {
            foreach (var list in _byHash.Values) _count -= list.RemoveAll(series => series.Has(label, value));
        }
    }

    public void Write(StringBuilder text)
    {
        lock (_gate)
        {
            if (_count == 0) return;
            text.Append("# HELP ").Append(name).Append(' ').Append(PrometheusText.EscapeHelp(help)).Append('\n');
            text.Append("# TYPE ").Append(name).Append(' ').Append(TypeName()).Append('\n');
            foreach (var series in _byHash.Values.SelectMany(s => s).OrderBy(s => s.Labels, StringComparer.Ordinal)) series.Write(text, name);
        }
    }

    private string TypeName() => kind switch
    {
        MetricKind.Counter or MetricKind.ObservedCounter => "counter",
        MetricKind.Histogram => "histogram",
        _ => "gauge",
    };

    private MetricSeries? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        // The sum does not depend on the tags' order; nothing is allocated for a series that is there.
        var hash = 0;
        foreach (var (label, value) in tags) hash = unchecked(hash + HashCode.Combine(label, value));
        if (!_byHash.TryGetValue(hash, out var candidates)) _byHash[hash] = candidates = new List<MetricSeries>(1);
        foreach (var series in candidates)
        {
            if (series.Has(tags)) return series;
        }

        if (_count >= (IsObserved ? MaxObservedSeries : MaxSeries)) return null;
        _count++;
        var added = new MetricSeries(tags.ToArray(), kind == MetricKind.Histogram ? buckets : null);
        candidates.Add(added);
        return added;
    }
}
